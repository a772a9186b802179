using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;

namespace Experiments.Onnx.Packages;

/// <summary>Reads what is embedded in a library without loading the library.</summary>
internal static class EmbeddedResource
{
    /// <summary>Returns the bytes of a resource.</summary>
    /// <exception cref="InvalidDataException">The library is damaged, or has no such resource.</exception>
    public static byte[] Read(Stream library, string name)
    {
        try
        {
            using PEReader file = new(library, PEStreamOptions.LeaveOpen);
            MetadataReader metadata = file.GetMetadataReader();
            ManifestResource resource = metadata.ManifestResources.Select(metadata.GetManifestResource)
                .FirstOrDefault(resource => metadata.GetString(resource.Name) == name);
            if (resource.Name.IsNil)
            {
                throw new InvalidDataException($"it holds no {name}");
            }

            BlobReader reader = file.GetSectionData(file.PEHeaders.CorHeader!.ResourcesDirectory.RelativeVirtualAddress).GetReader();
            reader.Offset = (int)resource.Offset;
            return reader.ReadBytes(reader.ReadInt32());
        }
        catch (Exception fault) when (fault is BadImageFormatException or ArgumentException or InvalidOperationException)
        {
            throw new InvalidDataException("it is no library that can be read", fault);
        }
    }
}

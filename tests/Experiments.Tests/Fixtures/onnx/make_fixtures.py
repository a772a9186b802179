#!/usr/bin/env python3
"""Makes the ONNX fixtures: two small networks exported by PyTorch, and PyTorch's own activations for a few images.

    python3 make_fixtures.py        (Debian 12: python3-torch 1.13, python3-onnx 1.12)

cnn.onnx     two convolutions and two dense layers for 3 x 10 x 8 images, any batch size, outputs "embedding" and "scores"
fixed.onnx   the same, exported for batches of 4 exactly, scores only
mlp.onnx     a dense network for tables of 6 features, output "out"
external.onnx + external.bin   cnn.onnx with its weights in a file beside it
images.npy   8 pseudo-random images, n x h x w x c uint8
table.npy    8 pseudo-random rows of 6 features
*.ref.npy    PyTorch's activations: of the second convolution (before its ReLU), of both outputs, of the table's output
"""
import numpy as np
import onnx
import torch
from torch import nn


class Cnn(nn.Module):
    def __init__(self):
        super().__init__()
        self.conv1 = nn.Conv2d(3, 4, 3, padding=1)
        self.norm = nn.BatchNorm2d(4)
        self.conv2 = nn.Conv2d(4, 6, 3)
        self.hidden = nn.Linear(6 * 3 * 2, 12)
        self.scores = nn.Linear(12, 10)

    def features(self, x):
        x = torch.max_pool2d(torch.relu(self.norm(self.conv1(x))), 2)
        return self.conv2(x)

    def forward(self, x):
        embedding = torch.relu(self.hidden(torch.flatten(torch.relu(self.features(x)), 1)))
        return embedding, self.scores(embedding)


class Scores(nn.Module):
    def __init__(self, cnn):
        super().__init__()
        self.cnn = cnn

    def forward(self, x):
        return self.cnn(x)[1]


def main():
    torch.manual_seed(7)
    rng = np.random.RandomState(7)
    images = rng.randint(0, 256, (8, 10, 8, 3)).astype(np.uint8)
    table = rng.randn(8, 6).astype(np.float32)
    cnn = Cnn()
    with torch.no_grad():
        cnn.norm.running_mean.copy_(torch.tensor([0.1, -0.2, 0.05, 0.3]))
        cnn.norm.running_var.copy_(torch.tensor([0.5, 1.5, 0.8, 1.1]))
    cnn.eval()
    mlp = nn.Sequential(nn.Linear(6, 16), nn.Tanh(), nn.Linear(16, 3)).eval()

    # The preprocessing of the tests: scale 1/255, then (x - mean) / std by channel.
    mean = np.array([0.4, 0.5, 0.6], np.float32)
    std = np.array([0.2, 0.25, 0.3], np.float32)
    x = torch.from_numpy(((images / np.float32(255) - mean) / std).transpose(0, 3, 1, 2).astype(np.float32))
    t = torch.from_numpy(table)

    torch.onnx.export(cnn, x, "cnn.onnx", opset_version=13, input_names=["image"], output_names=["embedding", "scores"],
                      dynamic_axes={"image": {0: "batch"}, "embedding": {0: "batch"}, "scores": {0: "batch"}})
    torch.onnx.export(Scores(cnn).eval(), x[:4], "fixed.onnx", opset_version=13, input_names=["image"], output_names=["scores"])
    torch.onnx.export(mlp, t, "mlp.onnx", opset_version=13, input_names=["x"], output_names=["out"],
                      dynamic_axes={"x": {0: "n"}, "out": {0: "n"}})
    onnx.save_model(onnx.load("cnn.onnx"), "external.onnx", save_as_external_data=True, all_tensors_to_one_file=True,
                    location="external.bin", size_threshold=0)

    with torch.no_grad():
        embedding, scores = cnn(x)
        np.save("conv2.ref.npy", cnn.features(x).numpy())
        np.save("embedding.ref.npy", embedding.numpy())
        np.save("scores.ref.npy", scores.numpy())
        np.save("table.ref.npy", mlp(t).numpy())
    np.save("images.npy", images)
    np.save("table.npy", table)


if __name__ == "__main__":
    main()

using System.Text.Json.Nodes;
using Experiments.Networks.Models;
using Experiments.Results.Yaml;
using Experiments.Sweeps.Models;

namespace Experiments.Tests.Networks;

public class CnnReaderTests
{
    [Fact]
    public void All_mistakes_are_told_with_place_value_and_nearest_spelling()
    {
        string problems = NetworkSamples.Problems("""
            layers:
              - {conv: {filters: 0, kernal: 3}}
              - {conv: {kernel: 3}}
              - {conv: 8, padding: sane}
              - batchnrm
              - {maxpol: 2}
              - {relu: 3}
              - {dropout: 1.5}
              - {conv: 8, dense: 3}
              - {conv: 8, filters: 9}
              - {dense: many}
              - {dense: 16, activation: rleu, name: conv3}
              - {dense: 16, name: input}
              - {dense: 10, name: last}
            trainin: {}
            training: {optimizer: adan, learning_rate: 0, epoch: 3, validation: 1.5, early_stopping: {patience: 0, monitor: loss}}
            """);

        Assert.Equal(
            """
            net.yaml:15:1: unknown key 'trainin' (did you mean 'training'?); known keys: kind, name, defaults, layers, training, reference
            net.yaml:2:22: filters: got '0', expected an integer of at least 1
            net.yaml:2:25: unknown key 'kernal' (did you mean 'kernel'?); known keys: filters, kernel, stride, padding, bias
            net.yaml:3:12: conv needs filters, as in {conv: 2} or {conv: {filters: 2}}
            net.yaml:4:24: padding: got 'sane', expected one of same, valid or a whole number (did you mean 'same'?)
            net.yaml:5:5: unknown layer 'batchnrm' (did you mean 'batchnorm'?); known layers: conv, batchnorm, relu, gelu, tanh, silu, maxpool, avgpool, global_avgpool, residual, dropout, flatten, dense
            net.yaml:6:6: unknown layer 'maxpol' (did you mean 'maxpool'?); known layers: conv, batchnorm, relu, gelu, tanh, silu, maxpool, avgpool, global_avgpool, residual, dropout, flatten, dense
            net.yaml:7:12: relu: got '3', expected relu alone
            net.yaml:8:15: rate: got '1.5', expected a number of at least 0 and of at most 0.99
            net.yaml:9:6: a layer is one of conv, dense, got them all; make them separate entries of the list
            net.yaml:10:12: conv: 'filters' is given twice
            net.yaml:11:13: units: got 'many', expected an integer of at least 1 or classes
            net.yaml:12:41: the name 'conv3' is taken; give each layer its own, as in {dense: 128, name: penultimate}
            net.yaml:12:29: activation: got 'rleu', expected one of none, relu, gelu, tanh, silu (did you mean 'relu'?)
            net.yaml:13:23: the name 'input' is taken; give each layer its own, as in {dense: 128, name: penultimate}
            net.yaml:14:5: the last layer is 'last', expected {dense: classes} without activation: it gives the scores that the loss compares
            net.yaml:16:23: optimizer: got 'adan', expected one of adam, adamw, sgd (did you mean 'adam'?)
            net.yaml:16:44: learning_rate: got '0', expected a number above 0
            net.yaml:16:47: unknown key 'epoch' (did you mean 'epochs'?); known keys: early_stopping, validation, augmentation, class_weights, optimizer, initialization, learning_rate, schedule, warmup, step_every, step_factor, label_smoothing, weight_decay, momentum, epsilon, batch_size, epochs, checkpoint, threads
            net.yaml:16:101: patience: got '0', expected an integer of at least 1
            net.yaml:16:113: monitor: got 'loss', expected one of val_loss, val_accuracy
            net.yaml:16:69: validation: got '1.5', expected a share of the training images between 0 and 1, or test
            """.ReplaceLineEndings("\n"),
            problems);
    }

    [Theory]
    [InlineData("name: x")]
    [InlineData("layers: []")]
    [InlineData("layers: conv")]
    public void A_network_needs_layers(string yaml) =>
        Assert.Contains("layers: expected a list of layers, as in [{conv: 32}", NetworkSamples.Problems(yaml), StringComparison.Ordinal);

    [Fact]
    public void Layers_are_numbered_by_kind_and_may_be_named()
    {
        IModel model = NetworkSamples.Model("""
            layers: [{conv: 4}, relu, {maxpool: 2}, {conv: {filters: 4}, name: second}, relu, {avgpool: {size: 2}}, {conv: 3}, batchnorm, flatten, {dropout: 0.5}, {dense: classes}]
            """);
        List<string> problems = [];

        IEnumerable<string> names = model.Layers(NetworkSamples.Info(new(8, 8, 3), 5), problems).Select(layer => layer.Name);

        Assert.Empty(problems);
        Assert.Equal(["input", "conv1", "relu1", "pool1", "second", "relu2", "pool2", "conv3", "batchnorm1", "flatten1", "dropout1",
            "dense1"], names);
    }

    [Fact]
    public void Parameters_write_every_default_out_and_read_back_as_themselves()
    {
        JsonObject parameters =
            NetworkSamples.Model(
                "layers: [{conv: 4}, batchnorm, flatten, {dense: classes, name: logits}]\ntraining: {early_stopping: {patience: 3}}").Parameters;

        Assert.Equal(
            """{"conv":{"filters":4,"kernel":3,"stride":1,"padding":"same","bias":true},"name":"conv1"}""", parameters["layers"]![0]!.ToJsonString());
        Assert.Equal("""{"dense":{"units":"classes","activation":"none","bias":true},"name":"logits"}""", parameters["layers"]![3]!.ToJsonString());
        Assert.Equal(
            """{"optimizer":"adam","initialization":"fan_in","learning_rate":0.001,"schedule":"constant","warmup":0,"step_every":"none","step_factor":"none","label_smoothing":0,"weight_decay":0,"momentum":0.9,"epsilon":1E-08,"batch_size":128,"epochs":50,"checkpoint":"best","threads":2,"early_stopping":{"monitor":"val_loss","patience":3,"min_delta":0},"validation":0.1,"augmentation":"none","class_weights":"none"}""",
            parameters["training"]!.ToJsonString());
        Assert.Equal(parameters.ToJsonString(), NetworkSamples.Model(parameters.ToJsonString()).Parameters.ToJsonString());
    }

    [Fact]
    public void Mistakes_in_blocks_and_in_the_training_s_parts_are_told()
    {
        string problems = NetworkSamples.Problems("""
            layers:
              - {residual: 3}
              - {residual: {activation: relu}}
              - {residual: []}
              - {residual: [{conv: 8, kernal: 3}, {dense: classes}], shortcut: none}
              - {residual: [{conv: 8, name: input}], layers: [relu]}
              - {dense: classes}
            training:
              augmentation: {flip: 1, crop: -1, rotaton: 5}
              class_weights: [1, x, -1]
              schedule: cosine
              step_every: 3
              warmup: 1
              initialization: glorot
            """);

        Assert.Equal(
            """
            net.yaml:2:16: residual: got '3', expected {residual: [{conv: 32}, batchnorm]}
            net.yaml:3:16: residual needs layers, as in {residual: [{conv: 32}, batchnorm]}
            net.yaml:4:16: layers: expected a list of layers, as in [{conv: 32}, batchnorm, relu, {conv: 32}, batchnorm]
            net.yaml:5:58: unknown key 'shortcut'; known keys: layers, activation, shortcut_batchnorm
            net.yaml:5:27: unknown key 'kernal' (did you mean 'kernel'?); known keys: filters, kernel, stride, padding, bias
            net.yaml:5:39: 'dense1' gives one score a class, which only the last layer of the network does; give it a number of units
            net.yaml:6:16: residual: 'layers' is given twice
            net.yaml:13:11: warmup: got '1', expected a number of at least 0 and of at most 0.9 or auto
            net.yaml:14:19: initialization: got 'glorot', expected one of fan_in, glorot_uniform, he_normal
            net.yaml:12:3: step_every belongs to schedule: step; set that too, or leave step_every out
            net.yaml:9:24: flip: got '1', expected true or false
            net.yaml:9:33: crop: got '-1', expected an integer of at least 0
            net.yaml:9:37: unknown key 'rotaton' (did you mean 'rotation'?); known keys: flip, crop, rotation
            net.yaml:10:22: class_weights: got 'x', expected a number of at least 0 for each class (to compare ways of weighting, give each a model)
            net.yaml:10:25: class_weights: got '-1', expected a number of at least 0 for each class (to compare ways of weighting, give each a model)
            """.ReplaceLineEndings("\n"),
            problems);
    }

    [Fact]
    public void Keras_defaults_by_one_word_are_those_spelt_out_and_what_is_written_wins()
    {
        const string Layers =
            "layers: [{conv: 4}, batchnorm, {batchnorm: {momentum: 0.2}}, {batchnorm: , epsilon: 1e-4}, {residual: [batchnorm]}, flatten, {dense: "
            + "classes}]";
        const string Spelt = """
            layers: [{conv: 4}, {batchnorm: {momentum: 0.01, epsilon: 1e-3}}, {batchnorm: {momentum: 0.2, epsilon: 1e-3}}, {batchnorm: {momentum: 0.01, epsilon: 1e-4}},
              {residual: [{batchnorm: {momentum: 0.01, epsilon: 1e-3}}]}, flatten, {dense: classes}]
            """;
        string Parameters(string yaml) => NetworkSamples.Model(yaml).Parameters.ToJsonString();

        Assert.Equal(Parameters($"{Spelt}\ntraining: {{initialization: glorot_uniform, epsilon: 1e-7}}"), Parameters($"defaults: keras\n{Layers}"));
        Assert.Equal(
            Parameters($"{Spelt}\ntraining: {{epochs: 3, initialization: he_normal, epsilon: 1e-7}}"),
            Parameters($"defaults: keras\n{Layers}\ntraining: {{epochs: 3, initialization: he_normal}}"));
        Assert.Equal(Parameters(Layers), Parameters($"defaults: pytorch\n{Layers}"));
        Assert.Equal(
            "net.yaml:1:11: defaults: got 'kears', expected one of pytorch, keras (did you mean 'keras'?)",
            NetworkSamples.Problems($"defaults: kears\n{Layers}"));
    }

    [Fact]
    public void Defaults_are_told_as_the_model_has_chosen_them()
    {
        Dictionary<string, string> Told(string yaml) => new CnnModelKind().Defaults(YamlReader.Read(yaml, "net.yaml", new ConfigErrors())!)
            .SelectMany(section => section.Settings.Select(setting => ($"{section.Title} {setting.Name}", setting.Value))).ToDictionary();
        const string Layers = "layers: [{batchnorm: {momentum: 0.3}}, flatten, {dense: classes}]";

        Dictionary<string, string> keras = Told($"defaults: keras\n{Layers}");
        Dictionary<string, string> pytorch = Told(Layers);

        Assert.Equal(("1e-3", "glorot_uniform", "1e-7"),
            (keras["batchnorm layers epsilon"], keras["training initialization"], keras["training epsilon"]));
        Assert.Equal(("1e-05", "fan_in", "1e-08"),
            (pytorch["batchnorm layers epsilon"], pytorch["training initialization"], pytorch["training epsilon"]));
        Assert.DoesNotContain("batchnorm layers momentum", keras.Keys);
    }

    [Fact]
    public void Blocks_and_training_parts_read_back_as_themselves()
    {
        string written = NetworkSamples.Model("""
            layers: [{residual: [{conv: 4}, gelu], name: block1, activation: silu}, global_avgpool, {dense: classes}]
            training: {schedule: step, class_weights: [1, 2.5], augmentation: {flip: true, crop: 2, rotation: 7.5}, initialization: he_normal, label_smoothing: 0.1}
            """).Parameters.ToJsonString();

        Assert.Contains("""{"residual":{"activation":"silu","shortcut_batchnorm":true,"layers":[{"conv":{"filters":4,""", written, StringComparison.Ordinal);
        Assert.Contains("""{"gelu":{},"name":"gelu1"}]},"name":"block1"}""", written, StringComparison.Ordinal);
        Assert.Contains(""","step_every":10,"step_factor":0.1,""", written, StringComparison.Ordinal);
        Assert.Contains("""0.1,"augmentation":{"flip":true,"crop":2,"rotation":7.5},"class_weights":[1,2.5]""", written, StringComparison.Ordinal);
        Assert.Equal(written, NetworkSamples.Model(written).Parameters.ToJsonString());
        IModel cycled = NetworkSamples.Model("layers: [flatten, {dense: classes}]\ntraining: {schedule: one_cycle, class_weights: balanced}");
        Assert.Contains("""warmup":0.3""", cycled.Parameters.ToJsonString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Defaults_written_out_and_left_out_are_the_same_network()
    {
        string brief = NetworkSamples.Model("layers: [{conv: 4}, relu, flatten, {dense: classes}]").Parameters.ToJsonString();
        string full = NetworkSamples.Model("""
            layers: [{conv: {filters: 4, kernel: 3, padding: same, bias: true, stride: 1}, name: conv1}, {relu: {}}, flatten, {dense: classes, activation: none}]
            training: {optimizer: adam, early_stopping: none, validation: 0.1}
            """).Parameters.ToJsonString();

        Assert.Equal(brief, full);
    }
}

using System.Text.Json.Nodes;
using Experiments.Sweeps;

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
            net.yaml:15:1: unknown key 'trainin' (did you mean 'training'?); known keys: kind, name, layers, training
            net.yaml:2:22: filters: got '0', expected an integer of at least 1
            net.yaml:2:25: unknown key 'kernal' (did you mean 'kernel'?); known keys: filters, kernel, stride, padding, bias
            net.yaml:3:12: conv needs filters, as in {conv: 2} or {conv: {filters: 2}}
            net.yaml:4:24: padding: got 'sane', expected one of same, valid or a whole number (did you mean 'same'?)
            net.yaml:5:5: unknown layer 'batchnrm' (did you mean 'batchnorm'?); known layers: conv, batchnorm, relu, maxpool, avgpool, dropout, flatten, dense
            net.yaml:6:6: unknown layer 'maxpol' (did you mean 'maxpool'?); known layers: conv, batchnorm, relu, maxpool, avgpool, dropout, flatten, dense
            net.yaml:7:12: relu: got '3', expected relu alone
            net.yaml:8:15: rate: got '1.5', expected a number of at least 0 and of at most 0.99
            net.yaml:9:6: a layer is one of conv, dense, got them all; make them separate entries of the list
            net.yaml:10:12: conv: 'filters' is given twice
            net.yaml:11:13: units: got 'many', expected an integer of at least 1 or classes
            net.yaml:12:41: the name 'conv3' is taken; give each layer its own, as in {dense: 128, name: penultimate}
            net.yaml:12:29: activation: got 'rleu', expected one of none, relu (did you mean 'relu'?)
            net.yaml:13:23: the name 'input' is taken; give each layer its own, as in {dense: 128, name: penultimate}
            net.yaml:14:5: the last layer is 'last', expected {dense: classes} without activation: it gives the scores that the loss compares
            net.yaml:16:23: optimizer: got 'adan', expected one of adam, adamw, sgd (did you mean 'adam'?)
            net.yaml:16:44: learning_rate: got '0', expected a number above 0
            net.yaml:16:47: unknown key 'epoch' (did you mean 'epochs'?); known keys: early_stopping, validation, optimizer, learning_rate, schedule, weight_decay, momentum, batch_size, epochs, checkpoint, threads
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
        Assert.Equal(["input", "conv1", "relu1", "pool1", "second", "relu2", "pool2", "conv3", "batchnorm1", "flatten1", "dropout1", "dense1"], names);
    }

    [Fact]
    public void Parameters_write_every_default_out_and_read_back_as_themselves()
    {
        JsonObject parameters = NetworkSamples.Model("layers: [{conv: 4}, batchnorm, flatten, {dense: classes, name: logits}]\ntraining: {early_stopping: {patience: 3}}").Parameters;

        Assert.Equal(
            """{"conv":{"filters":4,"kernel":3,"stride":1,"padding":"same","bias":true},"name":"conv1"}""", parameters["layers"]![0]!.ToJsonString());
        Assert.Equal("""{"dense":{"units":"classes","activation":"none","bias":true},"name":"logits"}""", parameters["layers"]![3]!.ToJsonString());
        Assert.Equal(
            """{"optimizer":"adam","learning_rate":0.001,"schedule":"constant","weight_decay":0,"momentum":0.9,"batch_size":128,"epochs":50,"checkpoint":"best","threads":2,"early_stopping":{"monitor":"val_loss","patience":3,"min_delta":0},"validation":0.1}""",
            parameters["training"]!.ToJsonString());
        Assert.Equal(parameters.ToJsonString(), NetworkSamples.Model(parameters.ToJsonString()).Parameters.ToJsonString());
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

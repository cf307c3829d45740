// FANN's side of the benchmark. It has neither Adam nor cross-entropy: it takes its plain gradient descent ("batch") on the same batches, the least work of its algorithms,
// and learns classes as values 0 and 1. So the times can be compared and the accuracies, not the losses of classes.
#include <floatfann.h>
#include <numeric>
#include "training.hpp"

class Training
{
    const int inputs, outputs;
    const std::vector<std::string> layers;
    const float rate;
    Rows train, test;
    const Parameters parameters;
    const Batches batches;
    std::vector<float> targets;
    fann* net = nullptr;
    fann_train_data data{};
    std::vector<float*> in, out;

public:
    Training(const std::string& folder, int batch, int inputs, int outputs, float rate, std::vector<std::string> layers) :
        inputs(inputs), outputs(outputs), layers(std::move(layers)), rate(rate), train(folder, "train", inputs), test(folder, "test", inputs), parameters(folder),
        batches(folder, train.count, batch), targets(train.values)
    {
        if (targets.empty())
        {
            targets.assign(static_cast<size_t>(train.count) * outputs, 0);
            for (int row = 0; row < train.count; row++)
                targets[row * outputs + train.classes[row]] = 1;
        }
        in.resize(batch);
        out.resize(batch);
        data.num_input = inputs;
        data.num_output = outputs;
        data.input = in.data();
        data.output = out.data();
        restart();
    }

    void restart()
    {
        if (net)
            fann_destroy(net);
        std::vector<unsigned> widths{static_cast<unsigned>(inputs)};
        std::vector<float> weights;
        for (const auto& name : layers)
        {
            // Of each neuron its weights, then its bias, as FANN has them.
            const auto weight = parameters[name + ".weight"], bias = parameters[name + ".bias"];
            const size_t width = widths.back();
            for (size_t j = 0; j < bias.size(); j++)
            {
                weights.insert(weights.end(), weight.begin() + j * width, weight.begin() + (j + 1) * width);
                weights.push_back(bias[j]);
            }
            widths.push_back(static_cast<unsigned>(bias.size()));
        }
        net = fann_create_standard_array(static_cast<unsigned>(widths.size()), widths.data());
        // tanh(x): FANN's has a steepness of 0.5 unless told.
        fann_set_activation_function_hidden(net, FANN_SIGMOID_SYMMETRIC);
        fann_set_activation_function_output(net, FANN_LINEAR);
        fann_set_activation_steepness_hidden(net, 1);
        fann_set_activation_steepness_output(net, 1);
        fann_set_training_algorithm(net, FANN_TRAIN_BATCH);
        fann_set_train_error_function(net, FANN_ERRORFUNC_LINEAR);
        fann_set_learning_rate(net, rate);
        std::vector<fann_connection> connections(fann_get_total_connections(net));
        fann_get_connection_array(net, connections.data());
        for (size_t i = 0; i < connections.size(); i++)
            connections[i].weight = weights.at(i);
        fann_set_weight_array(net, connections.data(), static_cast<unsigned>(connections.size()));
    }

    void iterate(long number)
    {
        const auto batch = batches[number];
        for (int row = 0; row < batch.count; row++)
        {
            in[row] = train.features.data() + batch.rows[row] * inputs;
            out[row] = targets.data() + batch.rows[row] * outputs;
        }
        data.num_data = batch.count;
        fann_train_epoch(net, &data);
    }

    Score score()
    {
        double loss = 0;
        int right = 0;
        for (int row = 0; row < test.count; row++)
        {
            const float* y = fann_run(net, test.features.data() + row * inputs);
            if (test.classes.empty())
                for (int j = 0; j < outputs; j++)
                    loss += std::pow(y[j] - test.values[row * outputs + j], 2) / outputs;
            else
                right += std::max_element(y, y + outputs) - y == test.classes[row];
        }
        return test.classes.empty() ? Score{loss / test.count, NAN} : Score{NAN, static_cast<double>(right) / test.count};
    }
};

static int run(char** arguments, int inputs, int outputs, float rate, std::vector<std::string> layers)
{
    Training training(arguments[2], std::atoi(arguments[3]), inputs, outputs, rate, std::move(layers));
    std::ostringstream settings;
    settings << "FANN 2, gradient descent with a rate of " << rate << " in the place of Adam, mean squared error";
    return converse(training, settings.str());
}

int main(int, char** arguments)
{
    const std::string workload = arguments[1];
    if (workload == "W3a")
        return run(arguments, 4, 3, 0.1f, {"hidden1", "hidden2", "iris"});
    if (workload == "W3b")
        return run(arguments, 24, 2, 0.1f, {"hidden", "outputs"});
    std::cerr << "no such workload: " << workload << std::endl;
    return 1;
}

// dlib's side of the benchmark: its layers, its losses and its Adam without weight decay, without the threads of its trainer. dlib's Adam has its epsilon before
// the correction of the second moment, and its squared error is the sum over the outputs: its gradient is PyTorch's but for a factor, which Adam does not see.
#include <dlib/dnn.h>
#include <dlib/revision.h>
#include "training.hpp"

// A batch's labels, read where they lie.
template <typename Label>
struct Picked
{
    const Label* all;
    const std::int32_t* rows;

    const Label& operator*() const { return rows ? all[*rows] : *all; }
    Picked operator+(long count) const { return rows ? Picked{all, rows + count} : Picked{all + count, rows}; }
    Picked operator++(int)
    {
        const Picked before = *this;
        *this = *this + 1;
        return before;
    }
};

using Input = dlib::input<dlib::matrix<float>>;
template <unsigned long outputs, typename Sub> using Relu = dlib::relu<dlib::fc<outputs, Sub>>;
template <unsigned long outputs, typename Sub> using Tanh = dlib::htan<dlib::fc<outputs, Sub>>;

using Digits = dlib::loss_multiclass_log<dlib::fc<10, Relu<128, Input>>>;
using Flowers = dlib::loss_multiclass_log<dlib::fc<3, Tanh<16, Tanh<16, Input>>>>;
using Functions = dlib::loss_mean_squared_multioutput<dlib::fc<2, Tanh<24, Input>>>;
using Exponentials = dlib::loss_mean_squared_multioutput<dlib::fc<4, Tanh<16, Tanh<32, Input>>>>;

inline void labels_of(const Rows& rows, int, std::vector<unsigned long>& labels) { labels.assign(rows.classes.begin(), rows.classes.end()); }

inline void labels_of(const Rows& rows, int outputs, std::vector<dlib::matrix<float>>& labels)
{
    for (int row = 0; row < rows.count; row++)
        labels.push_back(dlib::mat(rows.values.data() + row * outputs, outputs, 1));
}

template <typename Net>
class Training
{
    using Label = typename Net::training_label_type;

    const int inputs, outputs;
    const double rate;
    const std::vector<std::string> layers;
    const Rows train, test;
    const Parameters parameters;
    const Batches batches;
    std::vector<Label> labels;
    Net net;
    std::vector<dlib::adam> solvers;
    dlib::resizable_tensor x;

    void gather(const Rows& from, const std::int32_t* rows, int count)
    {
        x.set_size(count, inputs);
        float* to = x.host_write_only();
        for (int row = 0; row < count; row++)
            std::memcpy(to + row * inputs, from.features.data() + static_cast<long>(rows ? rows[row] : row) * inputs, inputs * sizeof(float));
    }

    // The last layer is the first that dlib counts. Its weights are [inputs, outputs], the file's [outputs, inputs]; the biases lie behind.
    template <size_t number>
    void set_layer()
    {
        auto& layer = dlib::layer<1 + 2 * number>(net).layer_details();
        const std::string& name = layers[layers.size() - 1 - number];
        const auto weight = parameters[name + ".weight"], bias = parameters[name + ".bias"];
        layer.set_bias_weight_decay_multiplier(1);
        float* to = layer.get_layer_params().host();
        const size_t width = bias.size(), height = weight.size() / width;
        for (size_t i = 0; i < height; i++)
            for (size_t j = 0; j < width; j++)
                to[i * width + j] = weight[j * height + i];
        std::copy(bias.begin(), bias.end(), to + weight.size());
    }

    template <size_t... number>
    void set_layers(std::index_sequence<number...>) { (set_layer<number>(), ...); }

public:
    Training(const std::string& folder, int batch, int inputs, int outputs, double rate, std::vector<std::string> layers) :
        inputs(inputs), outputs(outputs), rate(rate), layers(std::move(layers)), train(folder, "train", inputs), test(folder, "test", inputs), parameters(folder),
        batches(folder, train.count, batch)
    {
        labels_of(train, outputs, labels);
        restart();
    }

    void restart()
    {
        net = Net();
        const dlib::matrix<float> one = dlib::zeros_matrix<float>(inputs, 1);
        net.to_tensor(&one, &one + 1, x);
        net.subnet().forward(x);
        set_layers(std::make_index_sequence<(Net::num_computational_layers + 1) / 2>());
        solvers.assign(Net::num_computational_layers, dlib::adam(0, 0.9f, 0.999f));
        if (batches.is_one())
            gather(train, nullptr, train.count);
    }

    void iterate(long number)
    {
        const auto batch = batches[number];
        if (batch.rows)
            gather(train, batch.rows, batch.count);
        net.compute_parameter_gradients(x, Picked<Label>{labels.data(), batch.rows});
        net.update_parameters(solvers, rate);
    }

    Score score()
    {
        gather(test, nullptr, test.count);
        const float* y = net.subnet().forward(x).host();
        double loss = 0;
        int right = 0;
        for (int row = 0; row < test.count; row++, y += outputs)
        {
            if (test.classes.empty())
            {
                for (int j = 0; j < outputs; j++)
                    loss += std::pow(y[j] - test.values[row * outputs + j], 2) / outputs;
                continue;
            }
            const float* best = std::max_element(y, y + outputs);
            double sum = 0;
            for (int j = 0; j < outputs; j++)
                sum += std::exp(y[j] - *best);
            loss += std::log(sum) + *best - y[test.classes[row]];
            right += best - y == test.classes[row];
        }
        if (batches.is_one())
            gather(train, nullptr, train.count);
        return {loss / test.count, test.classes.empty() ? NAN : static_cast<double>(right) / test.count};
    }
};

template <typename Net>
int run(char** arguments, int inputs, int outputs, double rate, std::vector<std::string> layers)
{
    Training<Net> training(arguments[2], std::atoi(arguments[3]), inputs, outputs, rate, std::move(layers));
    return converse(training, "dlib " + std::to_string(DLIB_MAJOR_VERSION) + "." + std::to_string(DLIB_MINOR_VERSION) + ", its Adam without weight decay");
}

int main(int, char** arguments)
{
    const std::string workload = arguments[1];
    if (workload == "digits")
        return run<Digits>(arguments, 64, 10, 2e-3, {"hidden", "dense1"});
    if (workload == "W1")
        return run<Digits>(arguments, 784, 10, 1e-3, {"hidden", "dense1"});
    if (workload == "W3a")
        return run<Flowers>(arguments, 4, 3, 1e-3, {"hidden1", "hidden2", "iris"});
    if (workload == "W3b")
        return run<Functions>(arguments, 24, 2, 1e-3, {"hidden", "outputs"});
    if (workload == "W6")
        return run<Exponentials>(arguments, 4, 4, 1e-3, {"hidden1", "hidden2", "exponential"});
    std::cerr << "no such workload: " << workload << std::endl;
    return 1;
}

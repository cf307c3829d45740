using Adjoint.Generator.Shapes;

namespace Adjoint.Generator.Differentiation;

/// <summary>A graph that computes the loss and then the gradient of every parameter.</summary>
/// <param name="Typed">All nodes, the forward ones first.</param>
/// <param name="ForwardCount">How many nodes are the forward pass, the loss excluded.</param>
/// <param name="ParameterGradients">For each parameter, in order, the node that is its gradient.</param>
internal sealed record TrainingGraph(TypedGraph Typed, int ForwardCount, EquatableArray<ParameterGradient> ParameterGradients);

/// <summary>The gradient of the loss by one parameter.</summary>
internal sealed record ParameterGradient(int Parameter, int Gradient);

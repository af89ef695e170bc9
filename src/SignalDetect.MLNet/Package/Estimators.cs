using Microsoft.ML;
using Microsoft.ML.Transforms.TimeSeries;
using SignalDetect.Core.Detectors.Presets;
using SignalDetect.MLNet.Series;
using Error = Microsoft.ML.Transforms.TimeSeries.ErrorFunction;
using ErrorFunction = SignalDetect.Core.Detectors.Presets.ErrorFunction;

namespace SignalDetect.MLNet.Package;

/// <summary>ML.NET's estimators, each with the parameters of the native detector of the same name. ML.NET itself refuses what is out of range, with ArgumentOutOfRangeException.</summary>
internal static class Estimators
{
    public static SeriesKind IidSpike(IidSpikeParameters p) => new SpikeKind(p.History, null, (context, data) =>
        context.Transforms.DetectIidSpike(Columns.Output, Columns.Input, p.Confidence, p.History, Of(p.Side)).Fit(data));

    public static SeriesKind IidChangePoint(IidChangePointParameters p) => new ChangePointKind(p.History, null, (context, data) =>
        context.Transforms.DetectIidChangePoint(Columns.Output, Columns.Input, p.Confidence, p.History, Of(p.Martingale), p.Epsilon).Fit(data));

    public static SeriesKind SsaSpike(SsaSpikeParameters p) => new SpikeKind(p.History, Model(p), (context, data) =>
        context.Transforms.DetectSpikeBySsa(
            Columns.Output, Columns.Input, p.Confidence, p.History, p.TrainingWindow, p.SeasonalityWindow, Of(p.Side), Of(p.Error)).Fit(data));

    public static SeriesKind SsaChangePoint(SsaChangePointParameters p) => new ChangePointKind(p.History, Model(p), (context, data) =>
        context.Transforms.DetectChangePointBySsa(
            Columns.Output, Columns.Input, p.Confidence, p.History, p.TrainingWindow, p.SeasonalityWindow, Of(p.Error), Of(p.Martingale), p.Epsilon).Fit(data));

    public static SeriesKind SrCnn(SrCnnParameters p) => new SrCnnKind(p.Window, (context, data) =>
        context.Transforms.DetectAnomalyBySrCnn(Columns.Output, Columns.Input, p.Window, p.BackAdd, p.Lookahead, p.Averaging, p.Judgement, p.Threshold).Fit(data));

    private static ModelSize Model(SsaParameters p) => new(p.TrainingWindow, p.SeasonalityWindow);

    private static AnomalySide Of(Side side) => side switch
    {
        Side.Positive => AnomalySide.Positive,
        Side.Negative => AnomalySide.Negative,
        _ => AnomalySide.TwoSided,
    };

    private static Error Of(ErrorFunction error) => error switch
    {
        ErrorFunction.AbsoluteDifference => Error.AbsoluteDifference,
        ErrorFunction.SignedProportion => Error.SignedProportion,
        ErrorFunction.AbsoluteProportion => Error.AbsoluteProportion,
        ErrorFunction.SquaredDifference => Error.SquaredDifference,
        _ => Error.SignedDifference,
    };

    private static MartingaleType Of(Betting betting) => betting == Betting.Power ? MartingaleType.Power : MartingaleType.Mixture;
}

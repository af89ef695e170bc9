// What assembly Microsoft.ML.TimeSeries declares, as far as it is used, and the overloads that a call could meet beside it. Without nullability, as there.
#nullable disable
using Microsoft.ML.Data;
using Microsoft.ML.Runtime;
using Microsoft.ML.TimeSeries;
using Microsoft.ML.Transforms.TimeSeries;

namespace Microsoft.ML
{
    public static class TimeSeriesCatalog
    {
        private const string Old = "This API method is deprecated, please use the overload with confidence parameter of type double.";

        [Obsolete(Old)]
        public static IidChangePointEstimator DetectIidChangePoint(this TransformsCatalog catalog, string outputColumnName, string inputColumnName, int confidence,
            int changeHistoryLength, MartingaleType martingale = MartingaleType.Power, double eps = 0.1) => throw null;

        public static IidChangePointEstimator DetectIidChangePoint(this TransformsCatalog catalog, string outputColumnName, string inputColumnName, double confidence,
            int changeHistoryLength, MartingaleType martingale = MartingaleType.Power, double eps = 0.1) => throw null;

        [Obsolete(Old)]
        public static IidSpikeEstimator DetectIidSpike(this TransformsCatalog catalog, string outputColumnName, string inputColumnName, int confidence,
            int pvalueHistoryLength, AnomalySide side = AnomalySide.TwoSided) => throw null;

        public static IidSpikeEstimator DetectIidSpike(this TransformsCatalog catalog, string outputColumnName, string inputColumnName, double confidence,
            int pvalueHistoryLength, AnomalySide side = AnomalySide.TwoSided) => throw null;

        [Obsolete(Old)]
        public static SsaChangePointEstimator DetectChangePointBySsa(this TransformsCatalog catalog, string outputColumnName, string inputColumnName, int confidence,
            int changeHistoryLength, int trainingWindowSize, int seasonalityWindowSize, ErrorFunction errorFunction = ErrorFunction.SignedDifference,
            MartingaleType martingale = MartingaleType.Power, double eps = 0.1) => throw null;

        public static SsaChangePointEstimator DetectChangePointBySsa(this TransformsCatalog catalog, string outputColumnName, string inputColumnName, double confidence,
            int changeHistoryLength, int trainingWindowSize, int seasonalityWindowSize, ErrorFunction errorFunction = ErrorFunction.SignedDifference,
            MartingaleType martingale = MartingaleType.Power, double eps = 0.1) => throw null;

        [Obsolete(Old)]
        public static SsaSpikeEstimator DetectSpikeBySsa(this TransformsCatalog catalog, string outputColumnName, string inputColumnName, int confidence,
            int pvalueHistoryLength, int trainingWindowSize, int seasonalityWindowSize, AnomalySide side = AnomalySide.TwoSided,
            ErrorFunction errorFunction = ErrorFunction.SignedDifference) => throw null;

        public static SsaSpikeEstimator DetectSpikeBySsa(this TransformsCatalog catalog, string outputColumnName, string inputColumnName, double confidence,
            int pvalueHistoryLength, int trainingWindowSize, int seasonalityWindowSize, AnomalySide side = AnomalySide.TwoSided,
            ErrorFunction errorFunction = ErrorFunction.SignedDifference) => throw null;

        public static SrCnnAnomalyEstimator DetectAnomalyBySrCnn(this TransformsCatalog catalog, string outputColumnName, string inputColumnName, int windowSize = 64,
            int backAddWindowSize = 5, int lookaheadWindowSize = 5, int averagingWindowSize = 3, int judgementWindowSize = 21, double threshold = 0.3) => throw null;

        public static IDataView DetectEntireAnomalyBySrCnn(this AnomalyDetectionCatalog catalog, IDataView input, string outputColumnName, string inputColumnName,
            double threshold = 0.3, int batchSize = 1024, double sensitivity = 99, SrCnnDetectMode detectMode = SrCnnDetectMode.AnomalyOnly) => throw null;

        public static IDataView DetectEntireAnomalyBySrCnn(this AnomalyDetectionCatalog catalog, IDataView input, string outputColumnName, string inputColumnName,
            SrCnnEntireAnomalyDetectorOptions options) => throw null;
    }
}

namespace Microsoft.ML.TimeSeries
{
    public enum SrCnnDetectMode
    {
        AnomalyOnly = 0,
        AnomalyAndMargin = 1,
        AnomalyAndExpectedValue = 2,
    }

    public enum SrCnnDeseasonalityMode
    {
        Stl = 0,
        Mean = 1,
        Median = 2,
    }

    public sealed class SrCnnEntireAnomalyDetectorOptions
    {
        public double Threshold;

        public int BatchSize;

        public double Sensitivity;

        public SrCnnDetectMode DetectMode;

        public int Period;

        public SrCnnDeseasonalityMode DeseasonalityMode;
    }
}

namespace Microsoft.ML.Transforms.TimeSeries
{
    public enum MartingaleType : byte
    {
        None,
        Power,
        Mixture,
    }

    public enum AnomalySide : byte
    {
        Positive,
        Negative,
        TwoSided,
    }

    public enum ErrorFunction : byte
    {
        SignedDifference,
        AbsoluteDifference,
        SignedProportion,
        AbsoluteProportion,
        SquaredDifference,
    }

    public sealed class IidChangePointDetector : ITransformer;

    public sealed class IidSpikeDetector : ITransformer;

    public sealed class SsaChangePointDetector : ITransformer;

    public sealed class SsaSpikeDetector : ITransformer;

    public sealed class SrCnnAnomalyDetector : ITransformer;

    public sealed class IidChangePointEstimator : TrivialEstimator<IidChangePointDetector>
    {
        internal IidChangePointEstimator() => throw null;
    }

    public sealed class IidSpikeEstimator : TrivialEstimator<IidSpikeDetector>
    {
        internal IidSpikeEstimator() => throw null;
    }

    public sealed class SsaChangePointEstimator
    {
        internal SsaChangePointEstimator() => throw null;

        public SsaChangePointDetector Fit(IDataView input) => throw null;
    }

    public sealed class SsaSpikeEstimator
    {
        internal SsaSpikeEstimator() => throw null;

        public SsaSpikeDetector Fit(IDataView input) => throw null;
    }

    public sealed class SrCnnAnomalyEstimator : TrivialEstimator<SrCnnAnomalyDetector>
    {
        internal SrCnnAnomalyEstimator() => throw null;
    }

    public sealed class TimeSeriesPredictionEngine<TSrc, TDst> : PredictionEngineBase<TSrc, TDst>
        where TSrc : class
        where TDst : class, new()
    {
        public TimeSeriesPredictionEngine(IHostEnvironment env, ITransformer transformer, bool ignoreMissingColumns,
            SchemaDefinition inputSchemaDefinition = null, SchemaDefinition outputSchemaDefinition = null) => throw null;

        public void CheckPoint(IHostEnvironment env, string modelPath) => throw null;

        public void CheckPoint(IHostEnvironment env, Stream stream) => throw null;

        public void Predict(TSrc example, ref TDst prediction, int? horizon = null, float? confidenceLevel = null) => throw null;

        public override void Predict(TSrc example, ref TDst prediction) => throw null;

        public TDst Predict(TSrc example, int? horizon = null, float? confidenceLevel = null) => throw null;

        public TDst Predict(int? horizon = null, float? confidenceLevel = null) => throw null;
    }

    public static class PredictionFunctionExtensions
    {
        public static TimeSeriesPredictionEngine<TSrc, TDst> CreateTimeSeriesEngine<TSrc, TDst>(this ITransformer transformer, IHostEnvironment env,
            bool ignoreMissingColumns = false, SchemaDefinition inputSchemaDefinition = null, SchemaDefinition outputSchemaDefinition = null)
            where TSrc : class
            where TDst : class, new() => throw null;

        public static TimeSeriesPredictionEngine<TSrc, TDst> CreateTimeSeriesEngine<TSrc, TDst>(this ITransformer transformer, IHostEnvironment env,
            PredictionEngineOptions options)
            where TSrc : class
            where TDst : class, new() => throw null;
    }
}

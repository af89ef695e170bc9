// What assemblies Microsoft.ML.DataView, Microsoft.ML.Core and Microsoft.ML.Data declare, as far as it is used. Without nullability, as there.
#nullable disable
using Microsoft.ML.Data;
using Microsoft.ML.Runtime;

namespace Microsoft.ML
{
    public interface IDataView;

    public sealed class DataViewSchema
    {
        private DataViewSchema() => throw null;
    }

    public interface ITransformer;

    public sealed class MLContext : IHostEnvironment
    {
        public MLContext(int? seed = null) => throw null;

        public TransformsCatalog Transforms => throw null;

        public AnomalyDetectionCatalog AnomalyDetection => throw null;

        public DataOperationsCatalog Data => throw null;

        public ModelOperationsCatalog Model => throw null;
    }

    public sealed class TransformsCatalog
    {
        internal TransformsCatalog() => throw null;
    }

    public sealed class AnomalyDetectionCatalog
    {
        internal AnomalyDetectionCatalog() => throw null;
    }

    public sealed class DataOperationsCatalog
    {
        internal DataOperationsCatalog() => throw null;

        public IDataView LoadFromEnumerable<TRow>(IEnumerable<TRow> data, SchemaDefinition schemaDefinition = null)
            where TRow : class => throw null;

        public IDataView LoadFromEnumerable<TRow>(IEnumerable<TRow> data, DataViewSchema schema)
            where TRow : class => throw null;

        public IEnumerable<TRow> CreateEnumerable<TRow>(IDataView data, bool reuseRowObject, bool ignoreMissingColumns = false, SchemaDefinition schemaDefinition = null)
            where TRow : class, new() => throw null;
    }

    public sealed class ModelOperationsCatalog
    {
        internal ModelOperationsCatalog() => throw null;

        public ITransformer Load(Stream stream, out DataViewSchema inputSchema) => throw null;

        public ITransformer Load(string filePath, out DataViewSchema inputSchema) => throw null;
    }

    public abstract class PredictionEngineBase<TSrc, TDst> : IDisposable
        where TSrc : class
        where TDst : class, new()
    {
        private protected PredictionEngineBase() => throw null;

        public TDst Predict(TSrc example) => throw null;

        public abstract void Predict(TSrc example, ref TDst prediction);

        public void Dispose() => throw null;
    }

    public sealed class PredictionEngineOptions;
}

namespace Microsoft.ML.Runtime
{
    public interface IHostEnvironment;
}

namespace Microsoft.ML.Data
{
    public sealed class SchemaDefinition
    {
        private SchemaDefinition() => throw null;
    }

    [AttributeUsage(AttributeTargets.Field | AttributeTargets.Property, AllowMultiple = false, Inherited = true)]
    public sealed class VectorTypeAttribute : Attribute
    {
        public VectorTypeAttribute() => throw null;

        public VectorTypeAttribute(int size) => throw null;

        public VectorTypeAttribute(params int[] dimensions) => throw null;
    }

    public abstract class TrivialEstimator<TTransformer>
        where TTransformer : class, ITransformer
    {
        private protected TrivialEstimator() => throw null;

        public TTransformer Fit(IDataView input) => throw null;
    }
}

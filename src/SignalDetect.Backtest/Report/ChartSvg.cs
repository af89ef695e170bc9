using System.Globalization;
using System.Text;
using SignalDetect.Backtest.Labels;
using SignalDetect.Core.Pipeline;

namespace SignalDetect.Backtest.Report;

/// <summary>Draws one stream: what was observed and expected, labels behind, alerts above, incidents below.</summary>
internal sealed class ChartSvg
{
    private const int Width = 1000;
    private const int Left = 44;
    private const int Right = 992;
    private const int Top = 14;
    private const int Bottom = 154;
    private const int BarTop = 158;
    private const int BarHeight = 6;
    private const int Height = 184;
    private const int MostAlertLines = 200;

    private readonly StringBuilder svg = new();
    private readonly Chart chart;
    private readonly Scale scale;

    private ChartSvg(Chart chart)
    {
        this.chart = chart;
        scale = new Scale(chart, Top, Bottom - Top);
    }

    /// <summary>The picture of a stream.</summary>
    public static string Of(StreamResult stream, IReadOnlyList<Label> labels, IReadOnlyList<IncidentRow> incidents)
    {
        var picture = new ChartSvg(stream.Chart);
        picture.svg.Append(CultureInfo.InvariantCulture, $"<svg viewBox=\"0 0 {Width} {Height}\" role=\"img\" aria-label=\"{Html.Escape(stream.Name)}\">");
        foreach (var label in labels)
            picture.Bar("label", label.Start, label.End, Top, Bottom - Top, $"label {Html.Time(label.Start)} to {Html.Time(label.End)}");
        picture.Axes();
        picture.Band();
        picture.Observed();
        picture.Expected();
        foreach (var incident in incidents) picture.Incident(incident);
        picture.Alerts(stream);
        return picture.svg.Append("</svg>").ToString();
    }

    private void Axes()
    {
        foreach (var mark in scale.Marks().Distinct())
        {
            var y = scale.Y(mark);
            if (mark > scale.Largest) continue;
            svg.Append(CultureInfo.InvariantCulture, $"<line class=\"grid\" x1=\"{Left}\" x2=\"{Right}\" y1=\"{y:0.#}\" y2=\"{y:0.#}\"/>");
            svg.Append(CultureInfo.InvariantCulture, $"<text x=\"{Left - 6}\" y=\"{y + 4:0.#}\" text-anchor=\"end\">{Scale.Text(mark)}</text>");
        }

        const int Marks = 5;
        var format = chart.End - chart.First > 6 * 86_400_000L ? "yyyy-MM-dd" : "MM-dd HH:mm";
        for (var i = 0; i <= Marks; i++)
        {
            var time = chart.First + (chart.End - chart.First) * i / Marks;
            var anchor = i == 0 ? "start" : i == Marks ? "end" : "middle";
            var text = DateTimeOffset.FromUnixTimeMilliseconds(time).ToString(format, CultureInfo.InvariantCulture);
            svg.Append(CultureInfo.InvariantCulture, $"<text x=\"{X(time):0.#}\" y=\"{Height - 4}\" text-anchor=\"{anchor}\">{text}</text>");
        }
    }

    private void Band() => Spans(chart.Judged, "band", i => chart.Upper[i] / chart.Judged[i], i => chart.Lower[i] / chart.Judged[i]);

    private void Observed() => Spans(chart.Collected, "observed", i => chart.Largest[i], i => chart.Least[i]);

    /// <summary>An area for each run of buckets that hold something: along the upper edge, and back along the lower.</summary>
    private void Spans(int[] held, string name, Func<int, double> upper, Func<int, double> lower)
    {
        for (var first = 0; first < chart.Buckets; first++)
        {
            if (held[first] == 0) continue;
            var end = first + 1;
            while (end < chart.Buckets && held[end] > 0 && chart.Follows(end)) end++;
            svg.Append(CultureInfo.InvariantCulture, $"<path class=\"{name}\" d=\"M");
            for (var i = first; i < end; i++) Point(i, upper(i));
            if (end - first == 1) Point(first, upper(first), 1);
            for (var i = end - 1; i >= first; i--) Point(i, lower(i));
            svg.Append("Z\"/>");
            first = end - 1;
        }
    }

    private void Expected()
    {
        svg.Append("<path class=\"expected\" d=\"");
        for (var i = 0; i < chart.Buckets; i++)
        {
            if (chart.Judged[i] == 0) continue;
            if (!chart.Follows(i) || chart.Judged[i - 1] == 0) svg.Append('M');
            Point(i, chart.Expected[i] / chart.Judged[i]);
        }

        svg.Append("\"/>");
    }

    private void Incident(IncidentRow row)
    {
        var name = row.State == "dismissed" ? "dismissed" : row.Severity;
        Bar(name, row.StartedAt, row.ResolvedAt ?? (row.State == "dismissed" ? row.DetectedAt : chart.End), BarTop, BarHeight,
            $"{row.State}, {row.Severity}: started {Html.Time(row.StartedAt)}, detected {Html.Time(row.DetectedAt)}, peak {Scale.Text(row.PeakRate)} a minute, expected {Scale.Text(row.ExpectedRate)}");
    }

    private void Alerts(StreamResult stream)
    {
        var last = double.MinValue;
        var withLine = stream.Alerts.Count <= MostAlertLines;
        foreach (var alert in stream.Alerts)
        {
            var x = X(alert);
            if (x - last < 1) continue;
            last = x;
            if (withLine) svg.Append(CultureInfo.InvariantCulture, $"<line class=\"alertline\" x1=\"{x:0.#}\" x2=\"{x:0.#}\" y1=\"{Top}\" y2=\"{Bottom}\"/>");
            svg.Append(CultureInfo.InvariantCulture, $"<path class=\"alert\" d=\"M{x - 4:0.#} 3h8l-4 8z\"><title>alert {Html.Time(alert)}</title></path>");
        }
    }

    private void Bar(string name, long from, long to, double y, double height, string title)
    {
        var (x1, x2) = (X(from), X(to));
        svg.Append(CultureInfo.InvariantCulture, $"<rect class=\"{name}\" x=\"{x1:0.#}\" y=\"{y:0.#}\" width=\"{Math.Max(2, x2 - x1):0.#}\" height=\"{height:0.#}\"><title>{Html.Escape(title)}</title></rect>");
    }

    private void Point(int bucket, double value, double offset = 0)
    {
        var x = X(chart.Middle(bucket)) + offset;
        svg.Append(CultureInfo.InvariantCulture, $"{x:0.#} {scale.Y(value):0.#} ");
    }

    private double X(long time) => Left + Math.Clamp((time - chart.First) / (double)(chart.End - chart.First), 0, 1) * (Right - Left);
}

using System.Globalization;
using System.Text;

namespace SignalDetect.Backtest.Report;

/// <summary>Draws a chart's course as paths of an SVG whose units are thousandths of the width; neighbouring buckets are drawn as one, extremes kept.</summary>
internal sealed class Course
{
    public const int Width = 1000;
    public const int Top = 14;
    public const int Bottom = 146;

    private readonly Chart chart;
    private readonly List<Column> columns = [];

    private readonly record struct Column(int X, int Least, int Largest, int Expected, int Lower, int Upper, bool IsHeld, bool IsJudged, bool Follows);

    /// <param name="chart">What is drawn.</param>
    /// <param name="most">Columns at most.</param>
    public Course(Chart chart, int most)
    {
        this.chart = chart;
        Scale = new Scale(chart, Top, Bottom - Top);
        var each = Math.Max(1, (chart.Buckets + most - 1) / most);
        for (var first = 0; first < chart.Buckets; first += each) columns.Add(Of(first, Math.Min(first + each, chart.Buckets)));
    }

    /// <summary>From value to height.</summary>
    public Scale Scale { get; }

    /// <summary>A time's place.</summary>
    public static double X(Chart chart, long time) => Math.Clamp((time - chart.First) / (double)(chart.End - chart.First), 0, 1) * Width;

    /// <summary>The expected band, what was observed and what was expected.</summary>
    public string Paths() => $"{Area("band", column => column.IsJudged, column => column.Upper, column => column.Lower)}"
        + $"{Area("observed", column => column.IsHeld, column => column.Largest, column => column.Least)}{Line()}";

    private Column Of(int first, int end)
    {
        var (least, largest) = (float.MaxValue, float.MinValue);
        double expected = 0, lower = 0, upper = 0;
        var (collected, judged) = (0, 0);
        for (var i = first; i < end; i++)
        {
            if (chart.Collected[i] > 0) (least, largest) = (Math.Min(least, chart.Least[i]), Math.Max(largest, chart.Largest[i]));
            (expected, lower, upper) = (expected + chart.Expected[i], lower + chart.Lower[i], upper + chart.Upper[i]);
            (collected, judged) = (collected + chart.Collected[i], judged + chart.Judged[i]);
        }

        var x = (X(chart, chart.Times[first]) + X(chart, 2 * chart.Middle(end - 1) - chart.Times[end - 1])) / 2;
        var (held, known) = (collected > 0, judged > 0);
        return new Column(
            (int)Math.Round(x), held ? Y(least) : 0, held ? Y(largest) : 0, known ? Y(expected / judged) : 0, known ? Y(lower / judged) : 0,
            known ? Y(upper / judged) : 0, held, known, chart.Follows(first));
    }

    private string Area(string name, Func<Column, bool> isThere, Func<Column, int> upper, Func<Column, int> lower)
    {
        var path = new Pen();
        for (var first = 0; first < columns.Count; first++)
        {
            if (!isThere(columns[first])) continue;
            var end = first + 1;
            while (end < columns.Count && isThere(columns[end]) && columns[end].Follows) end++;
            path.Move(columns[first].X, upper(columns[first]));
            for (var i = first + 1; i < end; i++) path.Line(columns[i].X, upper(columns[i]));
            if (end - first == 1) path.Line(columns[first].X + 1, upper(columns[first]));
            for (var i = end - 1; i >= first; i--) path.Line(columns[i].X, lower(columns[i]));
            path.Close();
            first = end - 1;
        }

        return $"<path class=\"{name}\" d=\"{path}\"/>";
    }

    private string Line()
    {
        var path = new Pen();
        var before = false;
        foreach (var column in columns)
        {
            if (column.IsJudged && before && column.Follows) path.Line(column.X, column.Expected);
            else if (column.IsJudged) path.Move(column.X, column.Expected);
            before = column.IsJudged;
        }

        return $"<path class=\"expected\" d=\"{path}\"/>";
    }

    private int Y(double value) => (int)Math.Round(Scale.Y(value));

    /// <summary>Writes a path in few bytes: relative steps in whole units.</summary>
    private sealed class Pen
    {
        private readonly StringBuilder path = new();
        private int x;
        private int y;

        public void Move(int toX, int toY)
        {
            path.Append(CultureInfo.InvariantCulture, $"M{toX} {toY}l");
            (x, y) = (toX, toY);
        }

        public void Line(int toX, int toY)
        {
            if (char.IsAsciiDigit(path[^1]) && toX >= x) path.Append(' ');
            path.Append(CultureInfo.InvariantCulture, $"{toX - x}");
            if (toY >= y) path.Append(' ');
            path.Append(CultureInfo.InvariantCulture, $"{toY - y}");
            (x, y) = (toX, toY);
        }

        public void Close() => path.Append('z');

        public override string ToString() => path.ToString();
    }
}

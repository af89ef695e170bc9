using System.Globalization;
using System.Text;

namespace SignalDetect.Backtest.Report;

/// <summary>A small plot with two axes; x and y are shares of the square, from the lower left.</summary>
internal sealed class Plot
{
    private const int Left = 52;
    private const int Side = 380;
    private const int Tall = 250;
    private const int Top = 10;

    private readonly StringBuilder svg = new();

    /// <param name="label">What a screen reader says.</param>
    public Plot(string label) => svg.Append(CultureInfo.InvariantCulture, $"<svg class=\"small\" viewBox=\"0 0 {Left + Side + 20} {Top + Tall + 40}\" role=\"img\" aria-label=\"{Html.Escape(label)}\">");

    /// <summary>A mark on the x axis.</summary>
    public void MarkX(double x, string text) =>
        svg.Append(CultureInfo.InvariantCulture, $"<path class=\"rule\" d=\"M{X(x):0.#} {Top}v{Tall}\"/><text x=\"{X(x):0.#}\" y=\"{Top + Tall + 15}\" text-anchor=\"middle\">{text}</text>");

    /// <summary>A mark on the y axis.</summary>
    public void MarkY(double y, string text) =>
        svg.Append(CultureInfo.InvariantCulture, $"<path class=\"rule\" d=\"M{Left} {Y(y):0.#}h{Side}\"/><text x=\"{Left - 6}\" y=\"{Y(y) + 4:0.#}\" text-anchor=\"end\">{text}</text>");

    /// <summary>What the x axis is.</summary>
    public void Name(string x) => svg.Append(CultureInfo.InvariantCulture, $"<text x=\"{Left + Side / 2}\" y=\"{Top + Tall + 33}\" text-anchor=\"middle\">{x}</text>");

    /// <summary>A line through points, or an area.</summary>
    public void Line(string name, IEnumerable<(double X, double Y)> points, bool close = false)
    {
        var path = string.Join('L', points.Select(point => string.Create(CultureInfo.InvariantCulture, $"{X(point.X):0.#} {Y(point.Y):0.#}")));
        if (path.Length > 0) svg.Append(CultureInfo.InvariantCulture, $"<path class=\"{name}\" d=\"M{path}{(close ? "Z" : "")}\"/>");
    }

    /// <summary>A point.</summary>
    public void Dot(string name, double x, double y, double radius, string title) =>
        svg.Append(CultureInfo.InvariantCulture, $"<circle class=\"{name}\" cx=\"{X(x):0.#}\" cy=\"{Y(y):0.#}\" r=\"{radius:0.#}\"><title>{Html.Escape(title)}</title></circle>");

    /// <summary>Words beside a point.</summary>
    public void Text(double x, double y, string text, string anchor = "start", double down = 4) =>
        svg.Append(CultureInfo.InvariantCulture, $"<text x=\"{X(x) + (anchor == "start" ? 8 : anchor == "end" ? -8 : 0):0.#}\" y=\"{Y(y) + down:0.#}\" text-anchor=\"{anchor}\">{text}</text>");

    /// <summary>The picture.</summary>
    public override string ToString() => svg + "</svg>";

    private static double X(double share) => Left + Math.Clamp(share, 0, 1) * Side;

    private static double Y(double share) => Top + (1 - Math.Clamp(share, 0, 1)) * Tall;
}

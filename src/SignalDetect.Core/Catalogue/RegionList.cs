using System.Text;

namespace SignalDetect.Core.Catalogue;

/// <summary>The countries of ISO 3166-1 (alpha-2) and their subdivisions of ISO 3166-2, numbered in the order of their file.</summary>
public sealed class RegionList
{
    private const string Format = "signaldetect-regions";

    private readonly NameTable _byCode = new();
    private readonly List<string> _codes = [];
    private readonly List<int> _countries = [];

    /// <summary>How many there are.</summary>
    public int Count => _codes.Count;

    /// <summary>Reads regions.json: of each country its code and the codes of its subdivisions without the country.</summary>
    /// <param name="json">The file's bytes.</param>
    /// <param name="file">What messages call it.</param>
    /// <exception cref="CatalogueException">The file is not as it should be.</exception>
    public static RegionList Parse(ReadOnlySpan<byte> json, string file)
    {
        JsonWalk walk = new(json, file);
        RegionList list = new();
        walk.EnterObject("the file");
        while (walk.NextField(out string field))
        {
            if (walk.TryHeader(field, Format)) continue;
            switch (field)
            {
                case "source": walk.Text(field); break;
                case "regions":
                    walk.EnterObject(field);
                    while (walk.NextField(out string country)) list.AddCountry(ref walk, country);
                    break;
                default: throw walk.Wrong($"unknown field \"{field}\"; known are format, version, source, regions");
            }
        }
        walk.End(Format);
        return list;
    }

    /// <summary>Index of a code, in any case; -1 where it is none.</summary>
    public int Find(ReadOnlySpan<byte> code) => _byCode.FindFolded(code);

    /// <summary>The code, in upper case: <c>US</c>, <c>US-CA</c>.</summary>
    public string CodeOf(int region) => _codes[region];

    /// <summary>The country that the region lies in; a country's is itself.</summary>
    public int CountryOf(int region) => _countries[region];

    private void AddCountry(ref JsonWalk walk, string country)
    {
        if (country.Length != 2 || !country.All(char.IsAsciiLetterUpper)) throw walk.Wrong($"field \"{country}\" must be a country's two capital letters");
        int index = _codes.Count;
        Add(country, index);
        foreach (Placed part in walk.Texts(country))
        {
            foreach (string code in part.Text.Split(' ', StringSplitOptions.RemoveEmptyEntries))
            {
                if (code.Length > 3 || !code.All(char.IsAsciiLetterOrDigit) || !Add($"{country}-{code}", index))
                    throw walk.Wrong($"field \"{country}\": \"{code}\" must be up to three letters and digits, and stand there once");
            }
        }
    }

    private bool Add(string code, int country)
    {
        if (!_byCode.TryAdd(Encoding.UTF8.GetBytes(code.ToLowerInvariant()), _codes.Count)) return false;
        _codes.Add(code);
        _countries.Add(country);
        return true;
    }
}

using System.Text.Json;
using System.Text.Unicode;

namespace SignalDetect.Core.Catalogue;

/// <summary>A text of a file, and the line it stands in.</summary>
internal readonly record struct Placed(string Text, int Line);

/// <summary>Reads a JSON file of known shape from front to back; whatever does not fit is a <see cref="CatalogueException"/> at its line.</summary>
internal ref struct JsonWalk
{
    private readonly ReadOnlySpan<byte> _json;
    private readonly string _file;
    private readonly Stack<HashSet<string>> _seen = new();
    private Utf8JsonReader _reader;
    private int _counted;
    private int _newlines;
    private bool _hasFormat;
    private bool _hasVersion;

    public JsonWalk(ReadOnlySpan<byte> json, string file)
    {
        _json = json.StartsWith("\uFEFF"u8) ? json[3..] : json;
        _file = file;
        int bad = Utf8.IsValid(_json) ? -1 : InvalidAt(_json);
        if (bad >= 0) throw new CatalogueException(file, 1 + _json[..bad].Count((byte)'\n'), "is not UTF-8; save the file as UTF-8");
        _reader = new Utf8JsonReader(_json);
    }

    /// <summary>The line of the token read last, from 1.</summary>
    public int Line
    {
        get
        {
            int start = (int)_reader.TokenStartIndex;
            _newlines += _json[_counted..start].Count((byte)'\n');
            _counted = start;
            return _newlines + 1;
        }
    }

    public CatalogueException Wrong(string message) => new(_file, Line, message);

    /// <summary>As <see cref="Wrong(string)"/>, at an earlier line.</summary>
    public readonly CatalogueException Wrong(string message, int line) => new(_file, line, message);

    /// <summary>Goes into an object whose value is next.</summary>
    public void EnterObject(string field)
    {
        Expect(JsonTokenType.StartObject, field, "an object {...}");
        _seen.Push([]);
    }

    /// <summary>Goes on to the object's next field; false at its end.</summary>
    public bool NextField(out string field)
    {
        Read();
        if (_reader.TokenType == JsonTokenType.EndObject)
        {
            _seen.Pop();
            field = "";
            return false;
        }
        field = String("a field's name");
        if (!_seen.Peek().Add(field)) throw Wrong($"field \"{field}\" stands here a second time; keep one");
        return true;
    }

    /// <summary>Goes into a list whose value is next.</summary>
    public void EnterList(string field) => Expect(JsonTokenType.StartArray, field, "a list [...]");

    /// <summary>Goes on to the list's next item, which must be an object, and enters it; false at the list's end.</summary>
    public bool NextObject(string field)
    {
        Read();
        if (_reader.TokenType == JsonTokenType.EndArray) return false;
        if (_reader.TokenType != JsonTokenType.StartObject) throw Wrong($"field \"{field}\" lists objects {{...}}, not {Found()}");
        _seen.Push([]);
        return true;
    }

    /// <summary>The text that is next, without white space around it; never empty.</summary>
    public Placed Text(string field)
    {
        Expect(JsonTokenType.String, field, "a text \"...\"");
        return new Placed(NotEmpty(field), Line);
    }

    /// <summary>The list of texts that is next.</summary>
    public List<Placed> Texts(string field)
    {
        EnterList(field);
        List<Placed> texts = [];
        while (true)
        {
            Read();
            if (_reader.TokenType == JsonTokenType.EndArray) return texts;
            if (_reader.TokenType != JsonTokenType.String) throw Wrong($"field \"{field}\" lists texts \"...\", not {Found()}");
            texts.Add(new Placed(NotEmpty(field), Line));
        }
    }

    /// <summary>Reads a field that every file has: its schema's name, its format, its version (1); false where the field is another.</summary>
    public bool TryHeader(string field, string format)
    {
        switch (field)
        {
            case "$schema":
                Text(field);
                return true;
            case "format":
                if (Text(field).Text != format) throw Wrong($"field \"format\" must be \"{format}\"");
                return _hasFormat = true;
            case "version":
                Expect(JsonTokenType.Number, field, "the number 1");
                if (!_reader.TryGetInt32(out int version) || version != 1) throw Wrong("field \"version\" must be 1, the version that this program reads");
                return _hasVersion = true;
            default:
                return false;
        }
    }

    /// <summary>Ends the file: the header must have been there, and nothing may follow.</summary>
    public void End(string format)
    {
        if (!_hasFormat) throw Wrong($"field \"format\" is missing; it must be \"{format}\"");
        if (!_hasVersion) throw Wrong("field \"version\" is missing; it must be 1");
        Read();
    }

    private void Expect(JsonTokenType type, string field, string what)
    {
        Read();
        if (_reader.TokenType != type) throw Wrong($"field \"{field}\" must be {what}, not {Found()}");
    }

    private void Read()
    {
        try
        {
            _reader.Read();
        }
        catch (JsonException e)
        {
            throw new CatalogueException(_file, (int)(e.LineNumber ?? 0) + 1, $"is not JSON: {FirstSentence(e.Message)}");
        }
    }

    private string NotEmpty(string field)
    {
        string text = String($"field \"{field}\"").Trim();
        return text.Length > 0 ? text : throw Wrong($"field \"{field}\" must not be empty");
    }

    private string String(string what)
    {
        try
        {
            return _reader.GetString() ?? "";
        }
        catch (InvalidOperationException)
        {
            throw Wrong($"{what} has half of a surrogate pair as an escape; write the character itself");
        }
    }

    private readonly string Found() => _reader.TokenType switch
    {
        JsonTokenType.StartObject => "an object",
        JsonTokenType.StartArray => "a list",
        JsonTokenType.String => "a text",
        JsonTokenType.Number => "a number",
        JsonTokenType.Null => "null",
        _ => "true or false",
    };

    private static string FirstSentence(string message)
    {
        int end = message.IndexOf(". ", StringComparison.Ordinal);
        return (end < 0 ? message : message[..end]).ReplaceLineEndings(" ");
    }

    private static int InvalidAt(ReadOnlySpan<byte> utf8)
    {
        int at = 0;
        while (System.Text.Rune.DecodeFromUtf8(utf8[at..], out _, out int consumed) == System.Buffers.OperationStatus.Done) at += consumed;
        return at;
    }
}

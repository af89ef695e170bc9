namespace SignalDetect.Core.Catalogue;

/// <summary>Looks up in services.json what one entry says of another; the first thing that does not fit is an exception at its line.</summary>
internal sealed class CatalogueCheck(string file)
{
    private readonly Dictionary<string, (string Owner, int Line)> _claims = new(StringComparer.Ordinal);

    /// <summary>Ids once each; every alias claimed by one entry, and not twice by that.</summary>
    public NameTable Claim(string list, IReadOnlyList<(Placed Id, Placed? Name, List<Placed> Aliases)> entries)
    {
        _claims.Clear();
        NameTable table = new();
        for (int i = 0; i < entries.Count; i++) Take(table, list, "id", entries[i].Id, entries[i].Id, i, mayRepeat: false);
        for (int i = 0; i < entries.Count; i++)
        {
            if (entries[i].Name is { } name) Take(table, list, "name", entries[i].Id, name, i, mayRepeat: true);
        }
        for (int i = 0; i < entries.Count; i++)
        {
            foreach (Placed alias in entries[i].Aliases) Take(table, list, "aliases", entries[i].Id, alias, i, mayRepeat: false);
        }
        return table;
    }

    /// <summary>The number that each text has in a table of ids; an unknown or repeated one is an exception.</summary>
    public int[] Resolve(List<Placed> texts, string field, string owner, string kind, IReadOnlyDictionary<string, int> ids)
    {
        int[] found = new int[texts.Count];
        for (int i = 0; i < found.Length; i++)
        {
            Placed text = texts[i];
            if (!ids.TryGetValue(text.Text, out found[i]))
                throw Wrong(text, field, $"of {owner}: \"{text.Text}\" is no {kind}; it must be the id of one in this file");
            if (found.AsSpan(0, i).Contains(found[i])) throw Wrong(text, field, $"of {owner}: \"{text.Text}\" stands there twice; keep one");
            if (kind == "service" && text.Text == owner) throw Wrong(text, field, $"of {owner}: it names itself; take it out");
        }
        return found;
    }

    /// <summary>Ordinary aliases are names that the service has.</summary>
    public void Ordinary(ServiceEntry entry)
    {
        HashSet<string> own = [entry.Id.Text, Folded(entry.Name), .. entry.Aliases.Select(Folded)];
        foreach (Placed alias in entry.OrdinaryAliases)
        {
            if (!own.Contains(Folded(alias)))
                throw Wrong(alias, "ordinaryAliases", $"of {entry.Id.Text}: \"{alias.Text}\" is none of its names; add it to aliases too");
        }
    }

    /// <summary>Hashtags are one word, without the sign, and belong to one service.</summary>
    public void Hashtags(IReadOnlyList<ServiceEntry> entries)
    {
        _claims.Clear();
        foreach (ServiceEntry entry in entries)
        {
            foreach (Placed tag in entry.Hashtags)
            {
                if (!tag.Text.All(c => char.IsLetterOrDigit(c) || c == '_' || char.IsSurrogate(c)))
                    throw Wrong(tag, "hashtags", $"of {entry.Id.Text}: \"{tag.Text}\" must be one word of letters and digits, without #");
                Register("hashtags", entry.Id.Text, tag);
            }
        }
    }

    private void Take(NameTable table, string list, string field, Placed id, Placed name, int index, bool mayRepeat)
    {
        if (FoldedName.Of(name.Text) is not { Length: <= FoldedName.Longest } folded)
            throw Wrong(name, field, $"of {id.Text}: must be at most {FoldedName.Longest} bytes long");
        if (mayRepeat && table.Find(folded) == index) return;
        if (field == "id" && _claims.TryGetValue(name.Text, out (string Owner, int Line) first))
            throw Wrong(name, field, $"\"{name.Text}\" is already an entry of {list} (line {first.Line}); ids must differ");
        Register(field, id.Text, name);
        table.TryAdd(folded, index);
    }

    private void Register(string field, string owner, Placed name)
    {
        string folded = Folded(name);
        if (!_claims.TryAdd(folded, (owner, name.Line)))
        {
            (string other, int line) = _claims[folded];
            throw Wrong(name, field, other == owner
                ? $"of {owner}: \"{name.Text}\" is one of its names already (line {line}); keep one"
                : $"of {owner}: \"{name.Text}\" already belongs to {other} (line {line}); give it to one of them");
        }
    }

    private CatalogueException Wrong(Placed at, string field, string message) => new(file, at.Line, $"field \"{field}\" {message}");

    private static string Folded(Placed text) => System.Text.Encoding.UTF8.GetString(FoldedName.Of(text.Text));
}

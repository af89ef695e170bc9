using SignalDetect.Core.Catalogue;

namespace SignalDetect.Core.Mentions;

/// <summary>Phrases as sequences of words, each with a number; finds the longest that starts at a word.</summary>
/// <param name="vocabulary">Numbers of words, shared by all tries of a matcher.</param>
internal sealed class PhraseTrie(NameTable vocabulary)
{
    private readonly Dictionary<long, int> _next = [];
    private readonly List<int> _values = [-1];

    /// <summary>Adds a phrase of any language; false where it is there already or has no words.</summary>
    public bool TryAdd(string phrase, int value, MatchBuffer scratch)
    {
        scratch.Clear();
        WordSplitter.Split(System.Text.Encoding.UTF8.GetBytes(phrase), scratch);
        int node = 0;
        for (int i = 0; i < scratch.WordCount; i++)
        {
            ReadOnlySpan<byte> letters = scratch.LettersOf(i);
            int word = vocabulary.Find(letters);
            if (word < 0) vocabulary.TryAdd(letters, word = vocabulary.Count);
            if (!_next.TryGetValue(Edge(node, word), out int next))
            {
                next = _values.Count;
                _next.Add(Edge(node, word), next);
                _values.Add(-1);
            }
            node = next;
        }
        if (node == 0 || _values[node] >= 0) return false;
        _values[node] = value;
        return true;
    }

    /// <summary>Number of the longest phrase that starts at a word, and the index after it; -1 where none does.</summary>
    public int Longest(MatchBuffer words, int first, out int end)
    {
        int found = -1;
        end = first;
        for (int node = 0, i = first; i < words.WordCount; i++)
        {
            int word = vocabulary.Find(words.LettersOf(i));
            if (word < 0 || !_next.TryGetValue(Edge(node, word), out node)) break;
            if (_values[node] < 0) continue;
            found = _values[node];
            end = i + 1;
        }
        return found;
    }

    private static long Edge(int node, int word) => ((long)node << 32) | (uint)word;
}

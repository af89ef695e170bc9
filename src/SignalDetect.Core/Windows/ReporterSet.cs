using System.Numerics;

namespace SignalDetect.Core.Windows;

/// <summary>
/// How many different reporters there were: exact up to <see cref="ExactLimit"/>, beyond that a HyperLogLog of 1,024 registers (standard error 3.3 %).
/// What it says depends only on which reporters were added, never on their order.
/// </summary>
/// <remarks>Flajolet, Fusy, Gandouet, Meunier: HyperLogLog, 2007, with linear counting below 2.5 registers.</remarks>
public sealed class ReporterSet
{
    /// <summary>Up to here the count is exact.</summary>
    public const int ExactLimit = 256;

    private const int IndexBits = 10;
    private const int Registers = 1 << IndexBits;

    private readonly HashSet<ulong> exact = [];
    private byte[]? registers;

    /// <summary>The number of different reporters.</summary>
    public long Count => registers is null ? exact.Count : Estimate(registers);

    /// <summary>Adds one reporter by its hash; 0, which stands for none, is left out.</summary>
    public void Add(ulong reporter)
    {
        if (reporter == 0) return;
        if (registers is null)
        {
            exact.Add(reporter);
            if (exact.Count > ExactLimit) BecomeApproximate();
            return;
        }

        Raise(registers, reporter);
    }

    /// <summary>Adds everything that <paramref name="other"/> holds.</summary>
    public void Union(ReporterSet other)
    {
        if (other.registers is null)
        {
            foreach (var reporter in other.exact) Add(reporter);
            return;
        }

        if (registers is null) BecomeApproximate();
        for (var i = 0; i < Registers; i++) registers![i] = Math.Max(registers[i], other.registers[i]);
    }

    /// <summary>Writes the set; two sets with the same reporters write the same bytes.</summary>
    public void Save(BinaryWriter to)
    {
        to.Write(registers is not null);
        if (registers is not null)
        {
            to.Write(registers);
            return;
        }

        var sorted = exact.ToArray();
        Array.Sort(sorted);
        to.Write((ushort)sorted.Length);
        foreach (var reporter in sorted) to.Write(reporter);
    }

    /// <summary>Reads what <see cref="Save"/> wrote.</summary>
    public static ReporterSet Load(BinaryReader from)
    {
        var set = new ReporterSet();
        if (from.ReadBoolean())
        {
            set.registers = from.ReadBytes(Registers);
            return set;
        }

        for (var left = from.ReadUInt16(); left > 0; left--) set.exact.Add(from.ReadUInt64());
        return set;
    }

    private void BecomeApproximate()
    {
        registers = new byte[Registers];
        foreach (var reporter in exact) Raise(registers, reporter);
        exact.Clear();
    }

    private static void Raise(byte[] registers, ulong hash)
    {
        var index = (int)(hash >> (64 - IndexBits));
        var rank = (byte)(BitOperations.LeadingZeroCount((hash << IndexBits) | (1UL << (IndexBits - 1))) + 1);
        if (rank > registers[index]) registers[index] = rank;
    }

    private static long Estimate(byte[] registers)
    {
        var sum = 0.0;
        var empty = 0;
        foreach (var rank in registers)
        {
            sum += Math.ScaleB(1, -rank);
            if (rank == 0) empty++;
        }

        const double Alpha = 0.7213 / (1 + 1.079 / Registers);
        var raw = Alpha * Registers * Registers / sum;
        return (long)Math.Round(raw <= 2.5 * Registers && empty > 0 ? Registers * Math.Log((double)Registers / empty) : raw);
    }
}

using SignalDetect.Core.Detectors;

namespace SignalDetect.Benchmarks;

/// <summary>The default preset with its witnesses on a stream of counts, as one would write it: an object a stream, lists and queues, the formulas as they stand.</summary>
internal sealed class PlainStream
{
    private const int Step = 60;
    private const double PerDay = 86400.0 / Step;
    private readonly Preset preset;
    private readonly double[] daySums = new double[96];
    private readonly double[] dayWeights = new double[96];
    private readonly double[] hourSums = new double[168];
    private readonly double[] hourWeights = new double[168];
    private readonly double[] spreads = new double[3];
    private readonly double[] spreadWeights = new double[3];
    private readonly double[] likelihoods = new double[3];
    private readonly List<double> last = [];
    private readonly double[] inflations = [1, 1, 1];
    private readonly double decay;
    private readonly PlainPast own;
    private readonly PlainPast[] sums;
    private readonly PlainPast steps;
    private readonly PlainPast means;
    private readonly PlainPast whole;
    private readonly PlainWitnesses witnesses;
    private double levelSum, levelWeight, before, frozen, far, peak, stepSum, stepWeight;
    private double fast, usual = 1, variance = .5;
    private int windows;

    public PlainStream(Preset preset)
    {
        this.preset = preset;
        decay = Math.Pow(.5, 1 / (preset.Calibration.HalfLifeDays * PerDay));
        PlainPast View() => new(preset.Calibration.Threshold, preset.Calibration.PriorWindows, decay, preset.Calibration.LeastMeanExcess);
        (own, steps, means, sums) = (View(), View(), View(), [View(), View(), View()]);
        whole = new PlainPast(preset.Calibration.EvidenceThreshold, preset.Calibration.EvidencePriorWindows, decay, preset.Calibration.LeastMeanExcess);
        witnesses = new PlainWitnesses(View);
    }

    /// <summary>Judges and learns a window; gives its evidence.</summary>
    public double Next(long time, double x)
    {
        windows++;
        var inDay = time % 86400 / 900.0 - (.5 - .5 * Step / 900.0);
        var inWeek = time % 604800 / 3600.0 - (.5 - .5 * Step / 3600.0);
        var (slot, hour) = ((int)Math.Floor(inDay), (int)Math.Floor(inWeek));
        var (slotShare, hourShare) = (inDay - slot, inWeek - hour);
        var (s0, s1, h0, h1) = ((slot + 96) % 96, (slot + 97) % 96, (hour + 168) % 168, (hour + 169) % 168);
        var b = preset.Baseline;
        var level = (levelSum + .5) / (levelWeight + .5);
        var day = (1 - slotShare) * (daySums[s0] + b.DayShrinkage * level) / (dayWeights[s0] + b.DayShrinkage)
            + slotShare * (daySums[s1] + b.DayShrinkage * level) / (dayWeights[s1] + b.DayShrinkage);
        var dayKnown = (1 - slotShare) * dayWeights[s0] + slotShare * dayWeights[s1] + Math.Min(b.DayShrinkage, levelWeight + .5);
        var hours = (1 - hourShare) * hourWeights[h0] + hourShare * hourWeights[h1];
        var week = ((1 - hourShare) * hourSums[h0] + hourShare * hourSums[h1] + b.WeekShrinkage * day) / (hours + b.WeekShrinkage);
        double[] mean = [level, day, week];
        double[] known = [levelWeight + .5, dayKnown, hours + Math.Min(b.WeekShrinkage, dayKnown)];
        var (evidence, surprise, expected) = (0.0, 0.0, level);
        var deviation = new double[3];
        var mass = new double[3];
        if (windows > 1) evidence = Judge(x, mean, known, deviation, mass, out surprise, out expected);
        Learn(x, mean, deviation, mass, evidence, surprise, expected, (s0, s1, slotShare), (h0, h1, hourShare));
        return evidence;
    }

    private double Judge(double x, double[] mean, double[] known, double[] deviation, double[] mass, out double surprise, out double expected)
    {
        var most = likelihoods.Max();
        var weights = likelihoods.Select(one => Math.Exp(one - most) + preset.Baseline.WeightFloor).ToArray();
        var total = weights.Sum();
        var (above, below, square) = (0.0, 0.0, 0.0);
        expected = 0;
        for (var j = 0; j < 3; j++)
        {
            var m = Math.Max(mean[j], 1e-3);
            var phi = Math.Max((spreads[j] + preset.Dispersion.Prior * preset.Dispersion.PriorStrength) / (spreadWeights[j] + preset.Dispersion.PriorStrength), 1e-4);
            var v = m + phi * m * m;
            deviation[j] = Math.Sqrt(v);
            v *= 1 + 1 / Math.Max(known[j], .5);
            var tails = PlainTails.Counts(x, m, Math.Min(m * m / Math.Max(v - m, 1e-9 * m), 1e7));
            mass[j] = tails.Mass;
            above += weights[j] / total * Math.Exp(tails.Upper);
            below += weights[j] / total * Math.Exp(tails.Lower);
            expected += weights[j] / total * mean[j];
            square += weights[j] / total * (v + m * m);
        }

        var best = mass.Max();
        for (var j = 0; j < 3; j++) mass[j] = Math.Max(mass[j] - best, -preset.Baseline.WeightLoss);
        var log = Math.Log(Math.Min(above, below));
        surprise = Math.Max(0, -log - Math.Log(2));
        var z = (above < below ? 1 : -1) * PlainTails.Deviate(Math.Min(log, -Math.Log(2)));
        var evidence = Views(x, z, surprise);
        whole.Next(evidence);
        var height = preset.Decision.PeakScale * Math.Log(1 + evidence / preset.Decision.PeakScale);
        peak = Math.Max(peak * Math.Pow(.5, Step / (preset.Decision.PeakHalfLifeHours * 3600)), height);
        witnesses.Next(x, expected, Math.Max(square - expected * expected, 0), Math.Clamp(z, -40, 40));
        return evidence;
    }

    private double Views(double x, double z, double surprise)
    {
        var view = preset.View;
        var main = Math.Max(0, own.Next(surprise) - view.WindowPrice);
        last.Insert(0, Math.Clamp(z, -view.ResidualCap, view.ResidualCap));
        if (last.Count > 8) last.RemoveAt(8);
        for (int j = 0, count = 2; j < 3 && windows - 1 >= count; j++, count *= 2)
        {
            var sum = last.Take(count).Sum();
            var nats = Math.Max(0, -PlainTails.LogUpper(Math.Abs(sum) / Math.Sqrt(count * inflations[j])) - Math.Log(2));
            inflations[j] = Math.Max(1, inflations[j] + (Math.Min(9, sum * sum / count) - inflations[j]) * Math.Max(.002, 1 - decay));
            main = Math.Max(main, sums[j].Next(nats) - view.Price);
        }

        var (side, step, unit) = (0.0, x - before, .5 * (x + before + 1));
        if (stepWeight > 20)
        {
            var scale = Math.Sqrt(Math.Max(stepSum / stepWeight, 1) * unit);
            side += view.SideShare * Math.Max(0, steps.Next(Math.Max(0, PlainTails.Student(step, scale, preset.Dispersion.DegreesOfFreedom))) - view.Price);
            step = Math.Clamp(step, -preset.Dispersion.Clip * scale, preset.Dispersion.Clip * scale);
        }

        stepSum = stepSum * decay + step * step / unit;
        stepWeight = stepWeight * decay + 1;
        fast += (Math.Min(surprise, view.SurpriseCap) - fast) / view.MeanSurpriseWindows;
        var deviation = Math.Sqrt(variance + 1e-3);
        if (windows - 2 > 30) side += view.SideShare * Math.Max(0, means.Next(-PlainTails.LogUpper(Math.Max((fast - usual) / deviation, -5))) - view.Price);
        var pace = Math.Max(1 - decay, 1.0 / (windows - 1));
        var off = Math.Min(fast - usual, preset.Dispersion.Clip * deviation);
        usual += pace * off;
        variance += pace * (off * off - variance);
        return main + side;
    }

    private void Learn(
        double x, double[] mean, double[] deviation, double[] mass, double evidence, double surprise, double expected, (int, int, double) slot, (int, int, double) hour)
    {
        var teaching = preset.Teaching;
        var weight = 1.0;
        if (windows > 1 && (evidence > teaching.FreezeNats || surprise > teaching.FreezeNats))
        {
            far += ((x > teaching.FarAboveRatio * expected + 1 ? 1 : 0) - far) / 8;
            if (frozen < (far > .5 || frozen < 8 ? teaching.LongDays : teaching.ShortDays) * PerDay)
                weight = Math.Max(teaching.FrozenWeight, Math.Exp(-(Math.Max(evidence, surprise) - teaching.FreezeNats) / 2));
            frozen = Math.Min(frozen + 1, (teaching.LongDays + 1) * PerDay);
        }
        else
        {
            frozen = Math.Max(0, frozen - 2);
            if (frozen <= 0) far = 0;
        }

        var value = x;
        var loss = 1 - Math.Pow(.5, 1 / (preset.Dispersion.HalfLifeDays * PerDay));
        for (var j = 0; j < 3 && windows > 1; j++)
        {
            likelihoods[j] += weight * (mass[j] - (1 - preset.Baseline.WeightForgetting) * likelihoods[j]);
            var m = Math.Max(mean[j], 1e-3);
            var off = Math.Min(x - m, preset.Dispersion.Clip * Math.Max(deviation[j], 1));
            var scale = m / (1 + m) / (1 + m * m);
            spreads[j] += weight * ((off * off - m) * scale - loss * spreads[j]);
            spreadWeights[j] += weight * (m * m * scale - loss * spreadWeights[j]);
        }

        if (windows > 1)
        {
            var most = preset.Dispersion.Clip * Math.Max(deviation[2], 1);
            value = Math.Clamp(x, mean[2] - most, mean[2] + most);
        }

        var levelLoss = Loss(preset.Baseline.LevelHalfLifeDays * PerDay);
        levelSum += weight * (value - levelLoss * levelSum);
        levelWeight += weight * (1 - levelLoss * levelWeight);
        Teach(daySums, dayWeights, slot, value, weight, Loss(preset.Baseline.DayHalfLifeDays * 900 / Step));
        Teach(hourSums, hourWeights, hour, value, weight, Loss(preset.Baseline.WeekHalfLifeWeeks * 3600 / Step));
        before = x;
    }

    private static double Loss(double halfLife) => 1 - Math.Pow(.5, 1 / halfLife);

    private static void Teach(double[] sums, double[] weights, (int First, int Second, double Share) cell, double value, double weight, double loss)
    {
        foreach (var (at, share) in new[] { (cell.First, 1 - cell.Share), (cell.Second, cell.Share) })
        {
            sums[at] = sums[at] * (1 - loss * weight * share) + weight * share * value;
            weights[at] = weights[at] * (1 - loss * weight * share) + weight * share;
        }
    }
}

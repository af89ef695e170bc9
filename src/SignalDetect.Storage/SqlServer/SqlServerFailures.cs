using Microsoft.Data.SqlClient;
using SignalDetect.Core.Pipeline;

namespace SignalDetect.Storage.SqlServer;

/// <summary>Tells a server that is away, busy or restarting from one that will never let this program in.</summary>
internal static class SqlServerFailures
{
    // Errors of this severity and above end the connection; so do all that have to do with the network.
    private const byte EndsTheConnection = 20;

    public static StoreFailure Classify(Exception error)
    {
        var transient = false;
        for (var each = error; each is not null; each = each.InnerException)
        {
            if (each is SqlException sql)
            {
                foreach (SqlError part in sql.Errors)
                    if (Classify(part.Number, part.Class) is var failure and not StoreFailure.Bug)
                    {
                        if (failure == StoreFailure.Fatal) return failure;
                        transient = true;
                    }
            }
            else if (each is TimeoutException or IOException or System.Net.Sockets.SocketException || each is InvalidOperationException && IsCut(each.Message))
            {
                transient = true;
            }
        }

        return transient ? StoreFailure.Transient : StoreFailure.Bug;
    }

    /// <summary>What one error of a server or of the network means.</summary>
    public static StoreFailure Classify(int number, byte severity) => number switch
    {
        18456 or 18452 or 18470 or 18486 or 18487 or 18488 => StoreFailure.Fatal, // login failed, untrusted, disabled, locked, password expired, to be changed
        4060 or 911 or 916 or 4064 => StoreFailure.Fatal, // the database is unknown, or not for this login
        229 or 230 or 262 or 2760 => StoreFailure.Fatal, // a permission is denied
        -2 or 1204 or 1205 or 1222 or 3960 or 3961 or 8645 or 8651 => StoreFailure.Transient, // timeout, locks, deadlock, snapshot conflicts, memory
        596 or 601 or 921 or 922 or 927 or 945 or 952 or 976 or 978 or 983 or 988 or 9002 or 1105 => StoreFailure.Transient, // killed, recovering, in transition, full
        6001 or 6002 or 6005 or 17142 or 17143 or 17144 or 17187 or 17188 or 17189 or 17197 or 18401 or 18451 => StoreFailure.Transient, // stopping, starting
        4221 or 10928 or 10929 or 10922 or 10936 or 40143 or 40166 or 40197 or 40501 or 40540 or 40544 or 40549 or 40550 or 40551 or 40552 or 40553 or 40613
            or 41301 or 41302 or 41305 or 41325 or 41839 or 42108 or 42109 or 49918 or 49919 or 49920 or 615 => StoreFailure.Transient, // busy or moved in a cloud
        53 or 64 or 121 or 233 or 258 or 1225 or 1231 or 1236 or 10050 or 10051 or 10053 or 10054 or 10060 or 10061 or 10065 or 11001
            or -1 or 2 or 20 or 35 => StoreFailure.Transient, // the network, as the client numbers it
        _ => severity >= EndsTheConnection ? StoreFailure.Transient : StoreFailure.Bug,
    };

    /// <summary>A unique key was there already. Babelfish says 2627 for both.</summary>
    public static bool IsAlreadyThere(Exception error) => error is SqlException { Number: 2601 or 2627 };

    // What SqlClient says, other than with SqlException, when a stopping server or a broken line took the connection away.
    private static bool IsCut(string message) =>
        message.Contains("nternal connection fatal error", StringComparison.Ordinal)
        || message.Contains("connection is broken", StringComparison.Ordinal)
        || message.Contains("current state is closed", StringComparison.Ordinal)
        || message.Contains("obtaining a connection from the pool", StringComparison.Ordinal)
        || message.Contains("SqlTransaction has completed", StringComparison.Ordinal);
}

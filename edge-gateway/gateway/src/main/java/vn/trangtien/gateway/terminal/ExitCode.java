package vn.trangtien.gateway.terminal;

/** What the commands tell the shell. These numbers are documented and may grow, but none may change. */
public final class ExitCode {

    /** Done, and nothing to complain about. */
    public static final int OK = 0;
    /** The command ran, but what it examined is not in order: messages unaccounted for, errors logged, a broken chain. */
    public static final int NOT_IN_ORDER = 1;
    /** The command line itself is wrong. */
    public static final int USAGE = 2;
    /** A port, the disk, a file, Java, the network or another running program stands in the way. */
    public static final int ENVIRONMENT = 3;
    /** A mistake of the program; details are in the log file. */
    public static final int INTERNAL = 4;

    private ExitCode() {}
}

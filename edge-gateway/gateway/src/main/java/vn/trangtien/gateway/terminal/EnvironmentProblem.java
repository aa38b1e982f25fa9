package vn.trangtien.gateway.terminal;

import vn.trangtien.drivers.Text;

/**
 * Something around the program – a port, a disk, a file, another process – stands in its way, and a person can mend it.
 *
 * <p>Shown without a stack trace: what is wrong, then what to do. Ends a command with {@link ExitCode#ENVIRONMENT}.
 */
public final class EnvironmentProblem extends Exception {

    private static final long serialVersionUID = 1L;

    private final transient Text what;
    private final transient Text remedy;

    public EnvironmentProblem(Text what, Text remedy) {
        super(what.en() + " " + remedy.en());
        this.what = what;
        this.remedy = remedy;
    }

    public EnvironmentProblem(Text what, Text remedy, Throwable cause) {
        this(what, remedy);
        initCause(cause);
    }

    public Text what() {
        return what;
    }

    public Text remedy() {
        return remedy;
    }
}

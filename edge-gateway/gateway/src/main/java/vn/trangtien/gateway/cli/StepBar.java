package vn.trangtien.gateway.cli;

import java.io.PrintWriter;
import vn.trangtien.video.model.ModelInstaller.Progress;
import vn.trangtien.video.model.ModelInstaller.Step;

/** Shows how far an installation is: a bar that grows on a terminal, one line for each step elsewhere. */
final class StepBar implements Progress {

    private static final int CELLS_PER_STEP = 5;
    private static final int WIDEST = 110;

    private final PrintWriter to;
    private final boolean shown;
    private final boolean terminal = System.console() != null;

    StepBar(PrintWriter to, boolean shown) {
        this.to = to;
        this.shown = shown;
    }

    @Override
    public void begins(Step step) {
        if (!shown) {
            return;
        }
        int last = Step.values().length - 1;
        String bar = "#".repeat(step.ordinal() * CELLS_PER_STEP) + "·".repeat((last - step.ordinal()) * CELLS_PER_STEP);
        String line = "[%s] %3d %%  %s".formatted(bar, 100 * step.ordinal() / last, step.words());
        if (terminal) {
            to.print("\r" + line + " ".repeat(Math.max(0, WIDEST - line.length())) + (step == Step.DONE ? "\n" : ""));
        } else {
            to.println(line);
        }
        to.flush();
    }
}

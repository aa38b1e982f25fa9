package vn.trangtien.box.cli;

import java.io.PrintWriter;
import java.util.Optional;
import vn.trangtien.box.video.RecordingLength;
import vn.trangtien.box.video.VideoAnalysis;
import vn.trangtien.drivers.Text;
import vn.trangtien.gateway.terminal.Messages;
import vn.trangtien.video.source.VideoSourceException;

/** How far an analysis is, on one line of a terminal that is written over; nothing elsewhere. */
final class VideoProgress implements VideoAnalysis.Watcher, AutoCloseable {

    private static final long SHOWN_EVERY_NANOS = 200_000_000;
    private static final int CELLS = 30;

    private final PrintWriter terminal;
    private final boolean isTerminal;
    private final boolean tellLosses;
    private final double allSeconds;
    private final long began = System.nanoTime();
    private long next = System.nanoTime() + SHOWN_EVERY_NANOS;
    private boolean shown;

    /** @param recording whose length is known; empty for a camera, which has no end */
    VideoProgress(PrintWriter terminal, boolean quiet, Optional<String> recording) {
        this.terminal = terminal;
        this.isTerminal = !quiet && System.console() != null;
        this.tellLosses = !quiet;
        this.allSeconds = isTerminal ? recording.map(RecordingLength::seconds).orElse(0.0) : 0;
    }

    @Override
    public void progressed(long frames, double seconds) {
        if (!isTerminal) {
            return;
        }
        long now = System.nanoTime();
        if (now - next < 0) {
            return;
        }
        next = now + SHOWN_EVERY_NANOS;
        shown = true;
        double rate = frames / Math.max(1e-9, (now - began) / 1e9);
        if (allSeconds > 0) {
            int done = (int) Math.min(CELLS, CELLS * seconds / allSeconds);
            terminal.printf(
                    "\r[%s%s] %3d %%  %d  %.0f/s ",
                    "#".repeat(done),
                    "·".repeat(CELLS - done),
                    Math.round(Math.min(100, 100 * seconds / allSeconds)),
                    frames,
                    rate);
        } else {
            terminal.printf("\r%d  %.1f s  %.0f/s ", frames, seconds, rate);
        }
        terminal.flush();
    }

    @Override
    public void lost(VideoSourceException why) {
        if (tellLosses) {
            close();
            Messages.line(terminal, new Text(why.vietnamese(), String.valueOf(why.getMessage())));
        }
    }

    @Override
    public void close() {
        if (shown) {
            shown = false;
            terminal.print("\r" + " ".repeat(2 * CELLS) + "\r");
            terminal.flush();
        }
    }
}

package vn.trangtien.video.hint;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import vn.trangtien.video.picture.ColourImage;

/**
 * Looks for what may be smoke or fire in small colour pictures, about five a second. It learns the place for some seconds
 * first; what was there from the beginning is the place. Confined to one thread; by presentation time.
 */
public final class HintFinder {

    /** Pixels of the picture to hand in; a larger one finds no more. */
    public static final int WIDTH = 160;

    /** Pixels of the picture to hand in. */
    public static final int HEIGHT = 90;

    private static final long LONGEST_PAUSE_MICROS = 5_000_000;

    private final Set<HintKind> wanted;
    private Cells cells = new Cells(WIDTH, HEIGHT);
    private FireSign fire = new FireSign(cells.count());
    private SmokeSign smoke = new SmokeSign(cells.columns(), cells.count());
    private long previousMicros = Long.MIN_VALUE;
    private boolean learned;

    public HintFinder(Set<HintKind> wanted) {
        this.wanted = Set.copyOf(wanted);
    }

    /**
     * Takes the next picture, of {@value #WIDTH} by {@value #HEIGHT} pixels.
     *
     * @return what is hinted at in this moment; empty nearly always
     */
    public List<Hint> look(ColourImage image, long presentationMicros) {
        double seconds = (presentationMicros - previousMicros) / 1e6;
        if (previousMicros == Long.MIN_VALUE
                || seconds < 0
                || seconds > LONGEST_PAUSE_MICROS / 1e6
                || !cells.fit(image)) {
            cells = new Cells(image.width(), image.height());
            fire = new FireSign(cells.count());
            smoke = new SmokeSign(cells.columns(), cells.count());
            learned = false;
        }
        previousMicros = presentationMicros;
        cells.read(image);
        double elapsed = learned ? seconds : 0;
        learned = true;
        var hints = new ArrayList<Hint>();
        if (wanted.contains(HintKind.FIRE)) {
            fire.look(cells, elapsed).ifPresent(hints::add);
        }
        if (wanted.contains(HintKind.SMOKE)) {
            smoke.look(cells, elapsed).ifPresent(hints::add);
        }
        return hints;
    }
}

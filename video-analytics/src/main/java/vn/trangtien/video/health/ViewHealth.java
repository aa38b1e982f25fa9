package vn.trangtien.video.health;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import vn.trangtien.video.picture.LumaFrame;
import vn.trangtien.video.picture.Point;
import vn.trangtien.video.picture.Stage;

/**
 * Notices a view that is frozen, black, covered, out of focus or turned away, and when it is well again. Give it every frame;
 * it looks at about one a second. Confined to the thread of its camera.
 *
 * <ul>
 *   <li>While something is wrong, or may be about to be, the reference learns nothing.
 *   <li>Black hides everything else: what cannot be seen is neither covered nor turned.
 *   <li>A turned view that stays is accepted after {@link HealthSettings.Moved#acceptedAfter}; the trouble then ends, and lines and
 *       zones that nobody has drawn again are wrong. The operator was told.
 * </ul>
 */
public final class ViewHealth implements Stage<LumaFrame, ViewHealth.State> {

    private static final long NEVER = Long.MIN_VALUE;
    private static final double BLACK_SHARE = 0.99;
    private static final int BLACK_MARGIN = 8;
    private static final double LIKENESS_MARGIN = 0.15;
    private static final double SHARPNESS_MARGIN = 0.15;
    private static final double COVERED_MARGIN = 0.25;
    private static final double STILL_MARGIN = 0.1;
    private static final long LONGEST_GAP_MICROS = 60_000_000;

    /**
     * @param present what is wrong now
     * @param changes what began or ended with this frame, mostly nothing
     */
    public record State(Set<ViewTrouble> present, List<Change> changes) {

        public State {
            present = Set.copyOf(present);
            changes = List.copyOf(changes);
        }
    }

    /**
     * @param trouble what
     * @param began true if it began, false if it is over
     * @param confidence 0 to 1
     */
    public record Change(ViewTrouble trouble, boolean began, double confidence) {}

    private final HealthSettings settings;
    private final Predicate<Point> ignored;
    private final ViewSample sample = new ViewSample();
    private final ViewReference reference = new ViewReference();
    private final ViewLook look = new ViewLook();
    private final StillPictures still;
    private final Map<ViewTrouble, Hold> holds = new EnumMap<>(ViewTrouble.class);
    private State state = new State(Set.of(), List.of());
    private @Nullable CellGrid grid;
    private long lastMicros = NEVER;
    private long movedSince = NEVER;

    /** @param ignored whether a place of the picture does not count: masks, and the running clock in the corner */
    public ViewHealth(HealthSettings settings, Predicate<Point> ignored) {
        this.settings = settings;
        this.ignored = ignored;
        this.still = new StillPictures(settings.frozen());
        holds.put(ViewTrouble.FROZEN, new Hold(settings.frozen().after(), settings.every()));
        holds.put(ViewTrouble.BLACK, new Hold(settings.black().after(), settings.recoveredAfter()));
        holds.put(ViewTrouble.COVERED, new Hold(settings.covered().after(), settings.recoveredAfter()));
        holds.put(ViewTrouble.DEFOCUSED, new Hold(settings.defocused().after(), settings.recoveredAfter()));
        holds.put(ViewTrouble.MOVED, new Hold(settings.moved().after(), settings.recoveredAfter()));
    }

    /** With the usual settings, over the whole picture. */
    public ViewHealth() {
        this(HealthSettings.DEFAULT, point -> false);
    }

    @Override
    public State process(LumaFrame frame) {
        long micros = frame.presentationMicros();
        long every = settings.every().toNanos() / 1000;
        if (lastMicros != NEVER && micros >= lastMicros && micros - lastMicros < every) {
            return quiet();
        }
        CellGrid cells = grid;
        if (cells == null || !cells.fits(frame) || micros - lastMicros > LONGEST_GAP_MICROS) {
            cells = CellGrid.of(frame, ignored);
            if (grid != null) {
                forget();
            }
            grid = cells;
        }
        double seconds = lastMicros == NEVER ? 0 : Math.max(0, micros - lastMicros) / 1e6;
        lastMicros = micros;
        return cells.watchedCells() == 0 ? quiet() : check(frame, cells, seconds);
    }

    /** The stream broke off or changed its size: what is wrong stays so until seen otherwise, but nothing is pending. */
    private void forget() {
        still.forget();
        look.forget();
        reference.forget();
    }

    private State check(LumaFrame frame, CellGrid cells, double seconds) {
        long micros = frame.presentationMicros();
        sample.look(frame, cells);
        Set<ViewTrouble> before = present();
        double same = still.look(frame, cells);
        hold(ViewTrouble.FROZEN)
                .look(
                        same >= settings.frozen().share(),
                        same < settings.frozen().share() - STILL_MARGIN,
                        Math.min(still.sinceMicros(), micros),
                        micros);
        int brightest = sample.level(BLACK_SHARE);
        boolean black = brightest < settings.black().level();
        hold(ViewTrouble.BLACK).look(black, brightest >= settings.black().level() + BLACK_MARGIN, micros);
        if (reference.isKnown() && !black) {
            look.compare(sample, reference, cells, micros);
            judgeView(micros);
        }
        if (mayLearn(black)) {
            reference.learn(sample, seconds);
        }
        state = tell(before, same);
        return state;
    }

    private void judgeView(long micros) {
        Hold covered = hold(ViewTrouble.COVERED);
        boolean lost = look.lostDetail >= settings.covered().lost() && !look.isDark;
        covered.look(
                lost && (covered.isPending() || look.suddenly),
                look.lostDetail < settings.covered().lost() - COVERED_MARGIN,
                micros);
        boolean hidden = covered.isOn() || covered.isPending();
        Hold moved = hold(ViewTrouble.MOVED);
        moved.look(
                look.likeness < settings.moved().likeness() && !hidden && !look.isDark,
                look.likeness >= settings.moved().likeness() + LIKENESS_MARGIN,
                micros);
        boolean elsewhere = moved.isOn() || moved.isPending();
        hold(ViewTrouble.DEFOCUSED)
                .look(
                        look.sharpness < settings.defocused().sharpness() && !hidden && !elsewhere,
                        look.sharpness >= settings.defocused().sharpness() + SHARPNESS_MARGIN && !hidden && !elsewhere,
                        micros);
        acceptNewView(moved, micros);
    }

    private void acceptNewView(Hold moved, long micros) {
        if (!moved.isOn()) {
            movedSince = NEVER;
        } else if (movedSince == NEVER) {
            movedSince = micros;
        } else if (micros - movedSince >= settings.moved().acceptedAfter().toNanos() / 1000) {
            moved.clear();
            reference.forget();
            movedSince = NEVER;
        }
    }

    private boolean mayLearn(boolean black) {
        if (black) {
            return false;
        }
        for (Map.Entry<ViewTrouble, Hold> each : holds.entrySet()) {
            boolean ofTheView = each.getKey() != ViewTrouble.FROZEN;
            if (ofTheView && (each.getValue().isOn() || each.getValue().isPending())) {
                return false;
            }
        }
        return true;
    }

    private State tell(Set<ViewTrouble> before, double same) {
        Set<ViewTrouble> now = present();
        if (now.equals(before)) {
            return new State(now, List.of());
        }
        var changes = new ArrayList<Change>();
        for (ViewTrouble trouble : ViewTrouble.values()) {
            if (now.contains(trouble) != before.contains(trouble)) {
                changes.add(new Change(trouble, now.contains(trouble), confidence(trouble, same)));
            }
        }
        return new State(now, changes);
    }

    private double confidence(ViewTrouble trouble, double same) {
        double share = switch (trouble) {
            case FROZEN -> same;
            case BLACK -> 1 - sample.level(BLACK_SHARE) / 255.0;
            case COVERED -> look.lostDetail;
            case DEFOCUSED -> 1 - look.sharpness;
            case MOVED -> 1 - look.likeness;
        };
        return Math.max(0, Math.min(1, share));
    }

    private State quiet() {
        return state.changes().isEmpty() ? state : (state = new State(state.present(), List.of()));
    }

    private Set<ViewTrouble> present() {
        Set<ViewTrouble> present = EnumSet.noneOf(ViewTrouble.class);
        holds.forEach((trouble, hold) -> {
            if (hold.isOn()) {
                present.add(trouble);
            }
        });
        return present;
    }

    private Hold hold(ViewTrouble trouble) {
        return Objects.requireNonNull(holds.get(trouble));
    }
}

package vn.trangtien.video.hint;

import java.util.Optional;

/**
 * Flames have a colour, they flicker several times a second in the same place, and they grow. A red sign has the colour only, a
 * sunset the colour and growth, a car that brakes the colour and a change.
 */
final class FireSign {

    private static final double FLICKER_SECONDS = 3;
    private static final double PLACE_SECONDS = 60;
    private static final double LEARN_SECONDS = 8;
    private static final double RECENT_SECONDS = 2;
    /** Changes of direction a second; a blinking lamp has fewer. */
    private static final double TURNS_PER_SECOND = 2.4;
    /** Share of a cell by which its flames change from picture to picture. */
    private static final double RESTLESS = 0.04;

    private static final double SMALLEST_SHARE = 0.002;
    private static final double GROWN = 1.5;
    private static final double LASTING_SECONDS = 4;

    private final double[] before;
    private final int[] direction;
    private final double[] restless;
    private final double[] turns;
    private double recentArea;
    private double placeArea;
    private double seconds;
    private double lasting;

    FireSign(int cells) {
        this.before = new double[cells];
        this.direction = new int[cells];
        this.restless = new double[cells];
        this.turns = new double[cells];
    }

    Optional<Hint> look(Cells cells, double elapsed) {
        seconds += elapsed;
        double weight = 1 - Math.exp(-elapsed / FLICKER_SECONDS);
        int burning = 0;
        for (int cell = 0; cell < before.length; cell++) {
            double fiery = cells.fiery(cell);
            double change = fiery - before[cell];
            before[cell] = fiery;
            if (elapsed == 0) {
                continue;
            }
            int way = Math.abs(change) < RESTLESS / 2 ? 0 : (int) Math.signum(change);
            boolean turned = way != 0 && direction[cell] != 0 && way != direction[cell];
            direction[cell] = way == 0 ? direction[cell] : way;
            restless[cell] += weight * (Math.abs(change) - restless[cell]);
            turns[cell] += weight * ((turned ? 1 / elapsed : 0) - turns[cell]);
            burning += restless[cell] > RESTLESS && turns[cell] > TURNS_PER_SECOND ? 1 : 0;
        }
        double area = burning / (double) before.length;
        recentArea += (1 - Math.exp(-elapsed / RECENT_SECONDS)) * (area - recentArea);
        boolean grown = recentArea > SMALLEST_SHARE && recentArea > GROWN * placeArea;
        double placeWeight = seconds < LEARN_SECONDS ? 1 / LEARN_SECONDS : 1 / PLACE_SECONDS;
        placeArea += (1 - Math.exp(-elapsed * placeWeight)) * (area - placeArea);
        placeArea = seconds < LEARN_SECONDS ? Math.max(placeArea, recentArea) : placeArea;
        lasting = grown && seconds > LEARN_SECONDS ? lasting + elapsed : Math.max(0, lasting - 2 * elapsed);
        if (lasting < LASTING_SECONDS) {
            return Optional.empty();
        }
        double sure = Math.min(Hint.MOST, 0.25 + 5 * recentArea);
        return Optional.of(new Hint(HintKind.FIRE, recentArea, sure));
    }
}

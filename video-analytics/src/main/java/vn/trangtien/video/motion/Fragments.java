package vn.trangtien.video.motion;

import java.util.ArrayList;
import java.util.List;
import vn.trangtien.video.picture.Box;

/**
 * Puts things together again that the background cut into pieces: a lorry with a road-coloured tarpaulin, a person whose
 * jacket looks like the wall. A piece belongs to a larger one if it lies mostly within its box or just beside it.
 */
final class Fragments {

    private static final double REACH = 0.08;
    private static final double MOSTLY = 0.5;

    private Fragments() {}

    /** @param boxes largest first */
    static List<Box> join(List<Box> boxes) {
        var joined = new ArrayList<Box>(boxes);
        for (int large = 0; large < joined.size(); large++) {
            for (int small = joined.size() - 1; small > large; small--) {
                if (belongs(joined.get(small), joined.get(large))) {
                    joined.set(large, joined.get(large).union(joined.remove(small)));
                    small = joined.size();
                }
            }
        }
        return joined;
    }

    private static boolean belongs(Box small, Box large) {
        return large.grownBy(REACH).sharedArea(small) > MOSTLY * small.area();
    }
}

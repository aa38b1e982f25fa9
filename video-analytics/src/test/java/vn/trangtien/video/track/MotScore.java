package vn.trangtien.video.track;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import vn.trangtien.video.picture.Box;

/**
 * How good tracks are against known truth, by the CLEAR-MOT definition (Bernardin and Stiefelhagen 2008) with an overlap of at
 * least one half, and by IDF1 (Ristani et al. 2016): one true identity for one track over the whole scene.
 */
final class MotScore {

    private static final double OVERLAP = 0.5;

    private final Map<Integer, Integer> matches = new HashMap<>();
    private final Map<Integer, Map<Integer, Integer>> together = new HashMap<>();
    private int truths;
    private int outputs;
    private int misses;
    private int falses;
    private int switches;

    void frame(Map<Integer, Box> truth, Map<Integer, Box> tracks) {
        truths += truth.size();
        outputs += tracks.size();
        Map<Integer, Integer> now = new HashMap<>();
        Set<Integer> used = new HashSet<>();
        truth.forEach((object, box) -> {
            Integer before = matches.get(object);
            if (before != null && tracks.containsKey(before) && box.overlap(tracks.get(before)) >= OVERLAP) {
                now.put(object, before);
                used.add(before);
            }
        });
        var open = truth.keySet().stream().filter(id -> !now.containsKey(id)).toList();
        var free = tracks.keySet().stream().filter(id -> !used.contains(id)).toList();
        int[] best = assign(open.size(), free.size(), (i, j) -> {
            double overlap = truth.get(open.get(i)).overlap(tracks.get(free.get(j)));
            return overlap >= OVERLAP ? 1 + overlap : 0;
        });
        for (int i = 0; i < best.length; i++) {
            if (best[i] >= 0) {
                int object = open.get(i);
                Integer before = matches.get(object);
                if (before != null && !before.equals(free.get(best[i]))) {
                    switches++;
                }
                now.put(object, free.get(best[i]));
            }
        }
        misses += truth.size() - now.size();
        falses += tracks.size() - now.size();
        matches.putAll(now);
        truth.forEach((object, box) -> tracks.forEach((track, other) -> {
            if (box.overlap(other) >= OVERLAP) {
                together.computeIfAbsent(object, id -> new HashMap<>()).merge(track, 1, Integer::sum);
            }
        }));
    }

    double mota() {
        return 1 - (misses + falses + switches) / (double) truths;
    }

    double idf1() {
        List<Integer> objects = List.copyOf(together.keySet());
        Set<Integer> ids = new HashSet<>();
        together.values().forEach(map -> ids.addAll(map.keySet()));
        List<Integer> tracks = new ArrayList<>(ids);
        int[] best = assign(
                objects.size(),
                tracks.size(),
                (i, j) -> together.get(objects.get(i)).getOrDefault(tracks.get(j), 0));
        int shared = 0;
        for (int i = 0; i < best.length; i++) {
            if (best[i] >= 0) {
                shared += together.get(objects.get(i)).getOrDefault(tracks.get(best[i]), 0);
            }
        }
        return 2.0 * shared / (truths + outputs);
    }

    int switches() {
        return switches;
    }

    @Override
    public String toString() {
        return "MOTA %.3f, IDF1 %.3f: %d true boxes, %d missed, %d false, %d switches"
                .formatted(mota(), idf1(), truths, misses, falses, switches);
    }

    @FunctionalInterface
    private interface Gain {
        double of(int row, int column);
    }

    /** The assignment with the largest total gain (Kuhn-Munkres with potentials); -1 for rows better left alone. */
    private static int[] assign(int rows, int columns, Gain gain) {
        int size = Math.max(rows, columns);
        double[] u = new double[size + 1];
        double[] v = new double[size + 1];
        int[] row = new int[size + 1];
        int[] way = new int[size + 1];
        for (int i = 1; i <= size; i++) {
            row[0] = i;
            int column = 0;
            double[] least = new double[size + 1];
            java.util.Arrays.fill(least, Double.MAX_VALUE);
            boolean[] seen = new boolean[size + 1];
            do {
                seen[column] = true;
                int current = row[column];
                int next = 0;
                double delta = Double.MAX_VALUE;
                for (int j = 1; j <= size; j++) {
                    if (!seen[j]) {
                        double cost = current <= rows && j <= columns ? -gain.of(current - 1, j - 1) : 0;
                        double reduced = cost - u[current] - v[j];
                        if (reduced < least[j]) {
                            least[j] = reduced;
                            way[j] = column;
                        }
                        if (least[j] < delta) {
                            delta = least[j];
                            next = j;
                        }
                    }
                }
                for (int j = 0; j <= size; j++) {
                    if (seen[j]) {
                        u[row[j]] += delta;
                        v[j] -= delta;
                    } else {
                        least[j] -= delta;
                    }
                }
                column = next;
            } while (row[column] != 0);
            do {
                int before = way[column];
                row[column] = row[before];
                column = before;
            } while (column != 0);
        }
        int[] chosen = new int[rows];
        java.util.Arrays.fill(chosen, -1);
        for (int j = 1; j <= columns; j++) {
            if (row[j] >= 1 && row[j] <= rows && gain.of(row[j] - 1, j - 1) > 0) {
                chosen[row[j] - 1] = j - 1;
            }
        }
        return chosen;
    }
}

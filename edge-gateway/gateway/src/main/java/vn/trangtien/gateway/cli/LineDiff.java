package vn.trangtien.gateway.cli;

import java.util.ArrayList;
import java.util.List;

/** Two texts line by line, by their longest common part; for files of some hundred lines. */
final class LineDiff {

    private static final int CONTEXT = 2;

    private LineDiff() {}

    /** @param mark {@code ' '} in both, {@code '-'} in the first only, {@code '+'} in the second only */
    record Line(char mark, String text) {}

    static List<Line> between(String before, String after) {
        List<String> old = before.lines().toList();
        List<String> fresh = after.lines().toList();
        int[][] common = new int[old.size() + 1][fresh.size() + 1];
        for (int i = old.size() - 1; i >= 0; i--) {
            for (int j = fresh.size() - 1; j >= 0; j--) {
                common[i][j] = old.get(i).equals(fresh.get(j))
                        ? common[i + 1][j + 1] + 1
                        : Math.max(common[i + 1][j], common[i][j + 1]);
            }
        }
        List<Line> lines = new ArrayList<>();
        int i = 0;
        int j = 0;
        while (i < old.size() || j < fresh.size()) {
            if (i < old.size() && j < fresh.size() && old.get(i).equals(fresh.get(j))) {
                lines.add(new Line(' ', old.get(i++)));
                j++;
            } else if (j >= fresh.size() || (i < old.size() && common[i + 1][j] >= common[i][j + 1])) {
                lines.add(new Line('-', old.get(i++)));
            } else {
                lines.add(new Line('+', fresh.get(j++)));
            }
        }
        return lines;
    }

    /** The changed lines, and a few around each. */
    static List<Line> withContext(List<Line> lines) {
        List<Line> shown = new ArrayList<>();
        for (int i = 0; i < lines.size(); i++) {
            boolean near = lines.subList(Math.max(0, i - CONTEXT), Math.min(lines.size(), i + CONTEXT + 1)).stream()
                    .anyMatch(line -> line.mark() != ' ');
            if (near) {
                shown.add(lines.get(i));
            }
        }
        return shown;
    }
}

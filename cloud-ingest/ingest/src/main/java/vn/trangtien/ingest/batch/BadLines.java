package vn.trangtien.ingest.batch;

import java.util.List;

/** A table that cannot be imported; every line that is wrong is named, and nothing was registered. */
public final class BadLines extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /**
     * One mistake.
     *
     * @param line of the file, from 1
     * @param column by its name; empty when the whole line is meant
     * @param value as it stands there
     * @param rule in English
     * @param ruleVi in Vietnamese
     */
    public record Problem(int line, String column, String value, String rule, String ruleVi)
            implements java.io.Serializable {

        /** A rule that only another part of the program can put into words, in English. */
        public static Problem foreign(int line, String column, String value, String rule) {
            return new Problem(line, column, value, rule, "không hợp lệ: " + rule);
        }
    }

    private final List<Problem> problems;

    BadLines(List<Problem> problems) {
        super("%d lines of the table are wrong; correct them and import it again".formatted(problems.size()));
        this.problems = List.copyOf(problems);
    }

    public List<Problem> problems() {
        return problems;
    }
}

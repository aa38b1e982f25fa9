package vn.trangtien.platform.audit.proof;

import java.text.MessageFormat;
import java.util.List;
import java.util.Locale;
import java.util.ResourceBundle;

/**
 * One thing in a log that does not fit.
 *
 * @param fromSeq first entry that is concerned
 * @param toSeq last entry that is concerned
 * @param facts for the sentence: what else there is to tell, in the order that the text of {@link #kind()} wants
 */
public record Finding(Kind kind, long fromSeq, long toSeq, List<String> facts) {

    /** What somebody did to the log, as far as it shows. Names are written into reports and may grow, but none may change. */
    public enum Kind {
        /** The content, number or hash of an entry is not what it was. */
        CHANGED,
        /** Entries are gone from the middle. */
        MISSING,
        /** Entries were put in between. */
        INSERTED,
        /** An entry stands where another one belongs. */
        REORDERED,
        /** Entries are gone from the end. */
        TRUNCATED,
        /** Entries follow one another, but are not those that were time-stamped: the chain was computed anew. */
        REWRITTEN,
        /** The row that tells the end of the log is gone or holds something else. */
        HEAD,
        /** An anchor was changed, or its time stamp does not hold. */
        ANCHOR_CHANGED,
        /** An anchor is gone. */
        ANCHOR_MISSING,
        /** A line of an export is no entry. */
        UNREADABLE
    }

    public Finding {
        facts = List.copyOf(facts);
    }

    static Finding at(Kind kind, long seq, Object... facts) {
        return range(kind, seq, seq, facts);
    }

    static Finding range(Kind kind, long fromSeq, long toSeq, Object... facts) {
        return new Finding(
                kind,
                fromSeq,
                toSeq,
                java.util.Arrays.stream(facts).map(String::valueOf).toList());
    }

    /** One sentence; English for English readers, Vietnamese for everybody else. */
    public String explain(Locale locale) {
        Locale language = locale.getLanguage().equals("en") ? Locale.ENGLISH : Locale.forLanguageTag("vi");
        ResourceBundle texts = ResourceBundle.getBundle(
                "i18n.audit",
                language,
                ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES));
        String range = fromSeq == toSeq ? Long.toString(fromSeq) : fromSeq + "–" + toSeq;
        Object[] values = new Object[facts.size() + 1];
        values[0] = range;
        for (int i = 0; i < facts.size(); i++) {
            values[i + 1] = facts.get(i);
        }
        return new MessageFormat(texts.getString("audit.finding." + kind.name()), Locale.ROOT).format(values);
    }
}

package vn.trangtien.platform.numbering;

import java.util.regex.Pattern;
import vn.trangtien.platform.text.VietnameseText;

/**
 * What a number is wanted for.
 *
 * @param agencyCode agency whose register it is
 * @param agencyAbbreviation as it stands in the symbol, for instance {@code UBND}
 * @param type abbreviation of Decree 30/2020, Appendix III, {@code CV} for an official letter; empty for an arrival number
 * @param unitAbbreviation unit that drafted an official letter, for instance {@code VP}; may be empty otherwise
 * @param subject what the document is about; must be empty for a secret one
 * @param by account that asks
 */
public record NumberRequest(
        Direction direction,
        DocumentClass documentClass,
        String agencyCode,
        String agencyAbbreviation,
        String type,
        String unitAbbreviation,
        String subject,
        String by) {

    /** Type of an official letter, which has no abbreviation of its own. */
    public static final String OFFICIAL_LETTER = "CV";

    /** Parts of a symbol: letters and digits, Đ among them, as in SGD&ĐT; slash and hyphen separate the parts. */
    private static final Pattern PART = Pattern.compile("[\\p{L}\\p{N}.&]{0,20}");

    public NumberRequest {
        agencyAbbreviation = part("agencyAbbreviation", agencyAbbreviation);
        type = part("type", type);
        unitAbbreviation = part("unitAbbreviation", unitAbbreviation);
        subject = VietnameseText.nfc(subject.strip());
        if (agencyCode.isBlank() || by.isBlank()) {
            throw new IllegalArgumentException(
                    "a number needs an agency and somebody who asks, but agencyCode was '%s' and by was '%s'"
                            .formatted(agencyCode, by));
        }
        if (direction == Direction.OUTGOING && type.isEmpty()) {
            throw new IllegalArgumentException(
                    "type of an outgoing document must be an abbreviation such as QĐ, or CV for an official letter, but was empty");
        }
        if (documentClass == DocumentClass.SECRET && !subject.isEmpty()) {
            throw new IllegalArgumentException(
                    "subject of a secret document must stay empty: nothing of it may enter a networked system; write it into the paper register");
        }
    }

    /** An ordinary document that the agency issues. */
    public static NumberRequest outgoing(
            String agencyCode,
            String agencyAbbreviation,
            String type,
            String unitAbbreviation,
            String subject,
            String by) {
        return new NumberRequest(
                Direction.OUTGOING,
                DocumentClass.ORDINARY,
                agencyCode,
                agencyAbbreviation,
                type,
                unitAbbreviation,
                subject,
                by);
    }

    /** An arrival number for a document that came. */
    public static NumberRequest arrival(String agencyCode, String subject, String by) {
        return new NumberRequest(Direction.INCOMING, DocumentClass.ORDINARY, agencyCode, "", "", "", subject, by);
    }

    /** The same for another class. */
    public NumberRequest of(DocumentClass other) {
        return new NumberRequest(direction, other, agencyCode, agencyAbbreviation, type, unitAbbreviation, subject, by);
    }

    private static String part(String name, String value) {
        String text = VietnameseText.nfc(value.strip());
        if (!PART.matcher(text).matches()) {
            throw new IllegalArgumentException(
                    "%s must have at most 20 letters, digits, dots or &, since slash and hyphen separate the parts of a symbol, but was '%s'"
                            .formatted(name, value));
        }
        return text;
    }
}

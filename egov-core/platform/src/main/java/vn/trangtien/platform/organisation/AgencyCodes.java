package vn.trangtien.platform.organisation;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** The two forms of electronic identifiers of agencies: that of Decision 20/2020 and the reversed one of QCVN 102:2016. */
final class AgencyCodes {

    /** Longest code of Decision 20/2020 (and field OrganId of Decree 30/2020). */
    static final int LONGEST = 13;

    private static final Pattern REVERSED = Pattern.compile("\\d{3}\\.\\d{2}\\.\\d{2}\\.[A-Z]\\d{2}");
    private static final Pattern ZEROES = Pattern.compile("0+");

    private AgencyCodes() {}

    static boolean isReversed(String code) {
        return REVERSED.matcher(code).matches();
    }

    /**
     * What a reversed code would be in the present form: {@code 000.00.01.H22} would be {@code H22.01}. Only a suggestion, for agencies were numbered anew.
     *
     * @return empty if the code is not of the reversed form
     */
    static Optional<String> suggestion(String code) {
        if (!isReversed(code)) {
            return Optional.empty();
        }
        List<String> parts = new ArrayList<>(List.of(code.split("\\.")));
        Collections.reverse(parts);
        parts.removeIf(part -> ZEROES.matcher(part).matches());
        return Optional.of(String.join(".", parts));
    }
}

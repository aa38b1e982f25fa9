package vn.trangtien.city.screen;

import java.text.Collator;
import java.text.Normalizer;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import vn.trangtien.platform.text.VietnameseText;

/**
 * The part of all cameras that somebody asked for: found by words, by state, a page at a time. Words are found as Vietnamese type
 * them: what is typed without tones finds what has some, what is typed with tones finds exactly that.
 */
final class CameraList {

    static final int PER_PAGE = 24;

    /** In the order in which they want attention. */
    static final List<String> STATES = List.of("LOST", "AWAY", "BLIND", "LIMITED", "SILENT", "SEES");

    private static final Pattern SPACES = Pattern.compile("\\s+");
    private static final Pattern SYLLABLE = Pattern.compile("[\\p{L}\\p{M}]+");
    private static final Pattern TONE = Pattern.compile("[\\x{300}\\x{301}\\x{303}\\x{309}\\x{323}]");
    private static final Pattern NO_TONE = Pattern.compile("[^\\x{300}\\x{301}\\x{303}\\x{309}\\x{323}]");
    private static final Pattern DIGITS = Pattern.compile("\\d+");
    /** Longest number that names of cameras are ordered by. */
    private static final int WIDTH = 9;

    /** @param page from 1 */
    record Wanted(String q, String state, int page) {

        boolean isFiltered() {
            return !q.isEmpty() || !state.isEmpty();
        }
    }

    /**
     * @param states how many of those that the words find are in each state, without the empty ones
     * @param found how many of them are asked for, on all pages
     * @param all how many cameras there are
     */
    record Page(List<CameraStates.Line> lines, Map<String, Integer> states, int found, int page, int pages, int all) {

        public Page {
            lines = List.copyOf(lines);
        }

        /** How many the words find, in whatever state. */
        public int named() {
            return states.values().stream().mapToInt(Integer::intValue).sum();
        }
    }

    private CameraList() {}

    static Page page(List<CameraStates.Line> all, Wanted wanted) {
        List<CameraStates.Line> named =
                all.stream().filter(line -> matches(line, wanted.q())).toList();
        Map<String, Integer> states = new LinkedHashMap<>();
        for (String state : STATES) {
            int count = (int)
                    named.stream().filter(line -> line.state().equals(state)).count();
            if (count > 0) {
                states.put(state, count);
            }
        }
        List<CameraStates.Line> found = named.stream()
                .filter(line -> wanted.state().isEmpty() || line.state().equals(wanted.state()))
                .toList();
        int pages = Math.max(1, (found.size() + PER_PAGE - 1) / PER_PAGE);
        int page = Math.max(1, Math.min(wanted.page(), pages));
        int from = (page - 1) * PER_PAGE;
        return new Page(
                found.subList(from, Math.min(found.size(), from + PER_PAGE)),
                states,
                found.size(),
                page,
                pages,
                all.size());
    }

    /** By place and name in dictionary order, {@code cam-2} before {@code cam-10}. */
    static Comparator<CameraStates.Line> order(Locale locale) {
        Collator collator = Collator.getInstance(locale.getLanguage().equals("en") ? Locale.UK : locale);
        return Comparator.comparing(CameraStates.Line::place, collator::compare)
                .thenComparing(line -> counted(line.camera()), collator::compare)
                .thenComparing(CameraStates.Line::path);
    }

    private static boolean matches(CameraStates.Line line, String q) {
        String text = VietnameseText.nfc(String.join(" ", line.camera(), line.place(), line.path(), line.reason()))
                .toLowerCase(Locale.ROOT);
        String folded = VietnameseText.fold(text);
        return SPACES.splitAsStream(VietnameseText.nfc(q).strip().toLowerCase(Locale.ROOT))
                .allMatch(word -> VietnameseText.fold(word).equals(word)
                        ? folded.contains(word)
                        : text.contains(word) || toneLast(text).contains(toneLast(word)));
    }

    /** Each syllable with its tone behind it, so that {@code hòa} and {@code hoà} are one word. */
    private static String toneLast(String text) {
        return SYLLABLE.matcher(Normalizer.normalize(text, Normalizer.Form.NFD))
                .replaceAll(syllable -> TONE.matcher(syllable.group()).replaceAll("")
                        + NO_TONE.matcher(syllable.group()).replaceAll(""));
    }

    /** Numbers of one length, so that they sort as numbers. */
    private static String counted(String name) {
        Matcher digits = DIGITS.matcher(name);
        return digits.replaceAll(found ->
                "0".repeat(Math.max(0, WIDTH - found.group().length())) + found.group());
    }
}

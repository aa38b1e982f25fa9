package vn.trangtien.video.plate;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * What the readings of one vehicle agree on, character by character. A reading weighs more when it is certain, large and
 * sharp. A plate is said when every character was read the same way in at least {@value #WITNESSES} pictures and nothing
 * serious speaks against it; then the readings are forgotten.
 *
 * <p>Also decides which pictures of the vehicle are worth reading. Times are presentation times; confined to one thread.
 */
public final class PlateVote {

    /** Readings at most in a second of the stream. */
    public static final int READS_PER_SECOND = 2;

    static final int WITNESSES = 2;

    /** A vehicle whose plate cannot be read is not tried for ever. */
    static final int MOST_TRIES = 16;

    private static final long DISTANCE_MICROS = 1_000_000 / READS_PER_SECOND;
    private static final double LEAST_SHARE_OF_KIND = 0.6;
    private static final double LEAST_SHARE = 0.67;
    private static final double LEAST_CERTAINTY = 0.5;
    private static final double LEAST_CONFIDENCE = 0.75;
    /**
     * Geometric mean over the characters, each as certain as in its best picture. Of 240 painted plates under mud and blur it let
     * 5 be wrong and 127 right; without it 11 and 140. It does not punish pictures that disagree: that is what votes are for.
     */
    private static final double LEAST_MEAN_CERTAINTY = 0.95;

    /** A vehicle that is so much smaller or less sharp than before will be read worse than before. */
    private static final double CLEARLY_SMALLER = 0.7;

    private static final double CLEARLY_DULLER = 0.6;
    private static final double GOOD_PIXELS = 30;

    private final PlateGrammar grammar;
    private final List<PlateReading> readings = new ArrayList<>();
    private long triedMicros = Long.MIN_VALUE;
    private int tries;
    private double bestPixels;
    private double bestSharpness;
    private boolean decided;

    /** The outcome. */
    public record Decision(PlateNumber number, double confidence, int readings) {

        /** Without the number. */
        @Override
        public String toString() {
            return "Decision[%s, confidence=%.2f, readings=%d]".formatted(number.kind(), confidence, readings);
        }
    }

    public PlateVote(PlateGrammar grammar) {
        this.grammar = grammar;
    }

    /** Whether it is time to look at the vehicle again at all, before anything is spent on its picture. */
    public boolean isDue(long micros) {
        return !isOver() && (triedMicros == Long.MIN_VALUE || micros - triedMicros >= DISTANCE_MICROS);
    }

    /**
     * Whether this picture of the vehicle is worth reading; if so, it counts as tried.
     *
     * @param pixels height of the vehicle in the picture
     * @param sharpness of the vehicle in the picture
     */
    public boolean take(long micros, double pixels, double sharpness) {
        if (!isDue(micros) || pixels < bestPixels * CLEARLY_SMALLER || sharpness < bestSharpness * CLEARLY_DULLER) {
            return false;
        }
        triedMicros = micros;
        tries++;
        bestPixels = Math.max(bestPixels, pixels);
        bestSharpness = Math.max(bestSharpness, sharpness);
        return true;
    }

    /** Whether nothing more will be read of this vehicle. */
    public boolean isOver() {
        return decided || tries >= MOST_TRIES;
    }

    /**
     * Takes a reading into account.
     *
     * @return the plate, at most once, as soon as it is sure
     */
    public Optional<Decision> add(PlateReading reading) {
        if (decided) {
            return Optional.empty();
        }
        readings.add(reading);
        Optional<Decision> decision = decide();
        if (decision.isPresent()) {
            decided = true;
            forget();
        }
        return decision;
    }

    /** Drops what was read. */
    public void forget() {
        readings.clear();
    }

    /** How many readings are remembered. */
    int remembered() {
        return readings.size();
    }

    private Optional<Decision> decide() {
        Map<String, List<PlateReading>> byShape = new HashMap<>();
        readings.forEach(r -> byShape.computeIfAbsent(shape(r.number()), s -> new ArrayList<>())
                .add(r));
        List<PlateReading> strongest = byShape.values().stream()
                .max(Comparator.comparingDouble(PlateVote::weight))
                .orElse(List.of());
        double share = weight(strongest) / weight(readings);
        return strongest.size() < WITNESSES || share < LEAST_SHARE_OF_KIND ? Optional.empty() : agreed(strongest);
    }

    private Optional<Decision> agreed(List<PlateReading> group) {
        PlateNumber pattern = group.get(0).number();
        var text = new StringBuilder(pattern.text());
        double product = 1;
        double certainties = 1;
        int character = 0;
        for (int i = 0; i < text.length(); i++) {
            if (!Character.isLetterOrDigit(text.charAt(i))) {
                continue;
            }
            Winner winner = winner(group, i, character);
            if (winner.witnesses < WITNESSES || winner.share < LEAST_SHARE || winner.certainty < LEAST_CERTAINTY) {
                return Optional.empty();
            }
            text.setCharAt(i, winner.character);
            product *= winner.share * winner.certainty;
            certainties *= winner.certainty;
            character++;
        }
        double confidence = Math.pow(product, 1.0 / character);
        boolean certain = Math.pow(certainties, 1.0 / character) >= LEAST_MEAN_CERTAINTY;
        var number = new PlateNumber(pattern.kind(), text.toString());
        return certain && confidence >= LEAST_CONFIDENCE && isPlate(number)
                ? Optional.of(new Decision(number, confidence, group.size()))
                : Optional.empty();
    }

    /** Put together from several readings it may be something that does not exist, such as an unknown province. */
    private boolean isPlate(PlateNumber number) {
        return readings.stream().anyMatch(r -> r.number().equals(number)) || grammar.isNumber(number);
    }

    private record Winner(char character, double share, double certainty, int witnesses) {}

    private static Winner winner(List<PlateReading> group, int place, int character) {
        Map<Character, Double> votes = new HashMap<>();
        for (PlateReading reading : group) {
            votes.merge(
                    reading.number().text().charAt(place),
                    weight(reading) * reading.certainties().get(character),
                    Double::sum);
        }
        var best = votes.entrySet().stream().max(Map.Entry.comparingByValue()).orElseThrow();
        double all = votes.values().stream().mapToDouble(Double::doubleValue).sum();
        List<PlateReading> witnesses = group.stream()
                .filter(r -> Objects.equals(r.number().text().charAt(place), best.getKey()))
                .toList();
        double certainty = witnesses.stream()
                .mapToDouble(r -> r.certainties().get(character))
                .max()
                .orElse(0);
        return new Winner(best.getKey(), best.getValue() / all, certainty, witnesses.size());
    }

    private static String shape(PlateNumber number) {
        return number.kind() + number.text().replaceAll("[0-9]", "0").replaceAll("\\p{L}", "A");
    }

    private static double weight(List<PlateReading> group) {
        return group.stream().mapToDouble(PlateVote::weight).sum();
    }

    private static double weight(PlateReading reading) {
        double size = Math.min(1.5, Math.max(0.5, reading.characterPixels() / GOOD_PIXELS));
        return reading.confidence() * size * (0.5 + reading.sharpness() / 2);
    }
}

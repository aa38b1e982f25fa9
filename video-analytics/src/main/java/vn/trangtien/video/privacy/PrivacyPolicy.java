package vn.trangtien.video.privacy;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * What may leave the process about the people in front of one camera.
 *
 * @param image whether and how pictures leave
 * @param person how much of a person is hidden in masked pictures
 * @param plates what is told about number plates
 * @param clips whether short films of objects are made; masked or clear as {@code image} says
 * @param purpose the lawful purpose of clear pictures or numbers; empty if there are none
 * @param expires when the permission for clear pictures or numbers ends; from then on they are masked and hashed
 */
public record PrivacyPolicy(
        ImageUse image,
        PersonCover person,
        PlateUse plates,
        boolean clips,
        Optional<String> purpose,
        Optional<Instant> expires) {

    /** Masked pictures, heads hidden, no plates read, no films. */
    public static final PrivacyPolicy MASKED = new PrivacyPolicy(
            ImageUse.MASKED, PersonCover.HEAD, PlateUse.OFF, false, Optional.empty(), Optional.empty());

    private static final int LONGEST_PURPOSE = 200;

    /** @throws IllegalArgumentException if something clear is wanted without a purpose and an end */
    public PrivacyPolicy {
        boolean clear = image == ImageUse.CLEAR || plates == PlateUse.CLEAR;
        String what = image == ImageUse.CLEAR ? "privacy.image" : "privacy.plates";
        if (clear && purpose.filter(text -> !text.isBlank()).isEmpty()) {
            throw new IllegalArgumentException(
                    what + " is clear, which needs privacy.purpose, but there is none; write the lawful purpose or take"
                            + " masked pictures and hashed plates");
        }
        if (clear && expires.isEmpty()) {
            throw new IllegalArgumentException(
                    what + " is clear, which needs privacy.expires, but there is none; write the day on which the"
                            + " permission ends, for example 2026-12-31T00:00:00Z");
        }
        if (purpose.map(String::length).orElse(0) > LONGEST_PURPOSE) {
            throw new IllegalArgumentException("privacy.purpose must be at most %d characters, but has %d; shorten it"
                    .formatted(LONGEST_PURPOSE, purpose.map(String::length).orElse(0)));
        }
    }

    /** What may leave at this moment: a permission that has run out is a masked picture. */
    public ImageUse imageAt(Instant now) {
        return image == ImageUse.CLEAR && isOver(now) ? ImageUse.MASKED : image;
    }

    /** What may be told of plates at this moment: a permission that has run out is a hash. */
    public PlateUse platesAt(Instant now) {
        return plates == PlateUse.CLEAR && isOver(now) ? PlateUse.HASH : plates;
    }

    /** How long the permission still lasts; zero if there is none. */
    public Duration clearFor(Instant now) {
        return expires.filter(end -> end.isAfter(now))
                .map(end -> Duration.between(now, end))
                .orElse(Duration.ZERO);
    }

    private boolean isOver(Instant now) {
        return expires.map(end -> !now.isBefore(end)).orElse(true);
    }

    public PrivacyPolicy withImage(ImageUse newImage) {
        return new PrivacyPolicy(newImage, person, plates, clips, purpose, expires);
    }

    public PrivacyPolicy withPerson(PersonCover cover) {
        return new PrivacyPolicy(image, cover, plates, clips, purpose, expires);
    }

    public PrivacyPolicy withPlates(PlateUse use) {
        return new PrivacyPolicy(image, person, use, clips, purpose, expires);
    }

    public PrivacyPolicy withClips(boolean films) {
        return new PrivacyPolicy(image, person, plates, films, purpose, expires);
    }

    /** Clear pictures for a purpose and until a day. */
    public PrivacyPolicy clear(String why, Instant until) {
        return new PrivacyPolicy(ImageUse.CLEAR, person, plates, clips, Optional.of(why), Optional.of(until));
    }
}

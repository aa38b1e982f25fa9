package vn.trangtien.video.detect;

import java.util.Set;

/**
 * What a detector is; goes into every event, so that it can be told years later what saw it.
 *
 * @param id short name, for example {@code ssd}
 * @param version of the model: the first 12 hex digits of the SHA-256 of its file
 * @param licence SPDX identifier, or a sentence where there is none
 * @param labels everything that it can name
 * @param inputWidth pixels of the picture that it looks at
 * @param inputHeight pixels of the picture that it looks at
 */
public record DetectorFacts(
        String id, String version, String licence, Set<String> labels, int inputWidth, int inputHeight) {

    public DetectorFacts {
        labels = Set.copyOf(labels);
    }
}

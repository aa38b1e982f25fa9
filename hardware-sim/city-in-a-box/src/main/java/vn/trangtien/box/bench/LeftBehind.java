package vn.trangtien.box.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The descriptors and threads of this process at one moment. They are told apart by what they are, not counted: other parts of
 * the process open and close things of their own meanwhile, and a number alone would mix those up with a leak, or hide one.
 *
 * @param descriptors number and target of each; without the archives that classes are loaded from when first needed
 * @param threads by their numbers, which no later thread of the process gets again
 */
record LeftBehind(Set<String> descriptors, Set<Long> threads) {

    private static final Path DESCRIPTORS = Path.of("/proc/self/fd");
    /** What is being closed in the background is gone by then; what leaked is not. */
    private static final int LOOKS = 20;

    private static final long BETWEEN_LOOKS_MILLIS = 100;

    static LeftBehind now() throws IOException {
        return new LeftBehind(
                openDescriptors(),
                Thread.getAllStackTraces().keySet().stream()
                        .map(Thread::getId)
                        .collect(Collectors.toUnmodifiableSet()));
    }

    /** What was not there earlier, is there now, and stays. */
    static LeftBehind since(LeftBehind earlier) throws IOException, InterruptedException {
        LeftBehind left = now().without(earlier);
        for (int i = 0; i < LOOKS && !left.isEmpty(); i++) {
            TimeUnit.MILLISECONDS.sleep(BETWEEN_LOOKS_MILLIS);
            left = left.stillThere(now());
        }
        return left;
    }

    private boolean isEmpty() {
        return descriptors.isEmpty() && threads.isEmpty();
    }

    private LeftBehind without(LeftBehind other) {
        var newDescriptors = new HashSet<>(descriptors);
        newDescriptors.removeAll(other.descriptors);
        var newThreads = new HashSet<>(threads);
        newThreads.removeAll(other.threads);
        return new LeftBehind(newDescriptors, newThreads);
    }

    private LeftBehind stillThere(LeftBehind later) {
        var sameDescriptors = new HashSet<>(descriptors);
        sameDescriptors.retainAll(later.descriptors);
        var sameThreads = new HashSet<>(threads);
        sameThreads.retainAll(later.threads);
        return new LeftBehind(sameDescriptors, sameThreads);
    }

    private static Set<String> openDescriptors() throws IOException {
        try (Stream<Path> open = Files.list(DESCRIPTORS)) {
            return open.flatMap(LeftBehind::described)
                    .filter(descriptor -> !descriptor.endsWith(".jar"))
                    .collect(Collectors.toUnmodifiableSet());
        }
    }

    private static Stream<String> described(Path descriptor) {
        try {
            return Stream.of(descriptor.getFileName() + " " + Files.readSymbolicLink(descriptor));
        } catch (IOException e) {
            // Closed since it was listed: that of the listing itself.
            return Stream.empty();
        }
    }
}

package vn.trangtien.video;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Who is watched, and who waits, where there is room for two. */
class HeapBudgetTest {

    private final HeapBudget heap = new HeapBudget(16_000_000 + 2 * HeapBudget.PER_CAMERA);
    private final List<String> begun = new ArrayList<>();
    private final List<String> refused = new ArrayList<>();

    @Test
    void theFirstOnesBeginAndTheOthersAreTold() {
        begin("a", "b", "c", "d");

        assertThat(begun).containsExactly("a", "b");
        assertThat(refused).containsExactly("c", "d");
    }

    @Test
    void whoHasWaitedLongestComesNext() {
        begin("a", "b", "c", "d");
        heap.giveBack();
        heap.giveBack();
        heap.giveBack();

        assertThat(begun).containsExactly("a", "b", "c", "d");
        begin("e");
        assertThat(begun).endsWith("e");
        assertThat(refused).containsExactly("c", "d");
    }

    @Test
    void whoIsSwitchedOffWaitsNoMore() {
        begin("a", "b");
        Runnable third = () -> begun.add("third");
        heap.begin(third, () -> refused.add("third"));

        assertThat(heap.forget(third)).isTrue();
        assertThat(heap.forget(third)).isFalse();
        heap.giveBack();
        assertThat(begun).containsExactly("a", "b");
    }

    @Test
    void whoCannotBeginAfterAllIsTheNextToTry() {
        begin("a");
        Runnable second = () -> begun.add("second");
        heap.begin(second, () -> refused.add("second"));
        heap.waitAgain(second);
        begin("b");
        heap.giveBack();

        assertThat(begun).containsExactly("a", "second", "b", "second");
    }

    private void begin(String... cameras) {
        for (String camera : cameras) {
            heap.begin(() -> begun.add(camera), () -> refused.add(camera));
        }
    }
}

package vn.trangtien.drivers.modbus;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;
import vn.trangtien.drivers.Text;

class BlockTest {

    /** Random maps, sparse and dense, with registers that overlap as they do where a status is read as two types. */
    @RepeatedTest(200)
    void everyRegisterIsReadOnceWithinTheLimits(RepetitionInfo repetition) {
        var random = new Random(repetition.getCurrentRepetition());
        int maxGap = random.nextInt(125);
        int maxBlock = random.nextInt(2, 126);
        int span = 1 << random.nextInt(6, 17);
        var map = new ArrayList<Register>();
        for (int i = 0; i < random.nextInt(1, 120); i++) {
            RegisterType type = RegisterType.values()[random.nextInt(RegisterType.values().length)];
            map.add(register("r" + i, random.nextInt(span - 1), type));
        }

        List<Block> blocks = Block.plan(map, maxGap, maxBlock);

        assertThat(blocks.stream().flatMap(block -> block.registers().stream()))
                .containsExactlyInAnyOrderElementsOf(map);
        assertThat(blocks).allSatisfy(block -> {
            assertThat(block.length()).isBetween(1, maxBlock);
            assertThat(block.registers()).allSatisfy(register -> {
                assertThat(register.at()).isGreaterThanOrEqualTo(block.start());
                assertThat(register.end()).isLessThanOrEqualTo(block.start() + block.length());
            });
            assertThat(widestGap(block)).isLessThanOrEqualTo(maxGap);
        });
        assertThat(blocks).isSortedAccordingTo(Comparator.comparingInt(Block::start));
    }

    @Test
    void aRequestIsSavedWhereTheLimitsAllowIt() {
        var map = List.of(
                register("a", 0, RegisterType.FLOAT32),
                register("b", 10, RegisterType.FLOAT32),
                register("c", 21, RegisterType.UINT16));

        assertThat(Block.plan(map, 8, 125)).extracting(Block::start).containsExactly(0, 21);
        assertThat(Block.plan(map, 9, 125)).extracting(Block::length).containsExactly(22);
        assertThat(Block.plan(map, 9, 21)).extracting(Block::start).containsExactly(0, 21);
    }

    private static int widestGap(Block block) {
        int widest = 0;
        int end = block.start();
        for (Register register : block.registers()) {
            widest = Math.max(widest, register.at() - end);
            end = Math.max(end, register.end());
        }
        return widest;
    }

    private static Register register(String channel, int at, RegisterType type) {
        return new Register(
                channel,
                new Text(channel, channel),
                at,
                type,
                "1",
                1,
                0,
                -Double.MAX_VALUE,
                Double.MAX_VALUE,
                true,
                false);
    }
}

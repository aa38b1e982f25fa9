package vn.trangtien.drivers.modbus;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Neighbouring registers that one request reads. */
record Block(List<Register> registers) {

    Block {
        registers = List.copyOf(registers);
    }

    int start() {
        return registers.get(0).at();
    }

    int length() {
        return registers.stream().mapToInt(Register::end).max().orElseThrow() - start();
    }

    /** Shorter requests for the same registers: without the gaps, or one for each; empty if it cannot be shorter. */
    List<Block> split() {
        List<Block> withoutGaps = plan(registers, 0, length());
        if (withoutGaps.size() > 1) {
            return withoutGaps;
        }
        return registers.size() == 1
                ? List.of()
                : registers.stream()
                        .map(register -> new Block(List.of(register)))
                        .toList();
    }

    /**
     * Joins registers into as few requests as the line wants: a request costs as much time as about ten registers.
     *
     * @param maxGap unused registers that may be read along
     * @param maxLength longest request of the device
     */
    static List<Block> plan(List<Register> map, int maxGap, int maxLength) {
        var sorted = map.stream().sorted(Comparator.comparingInt(Register::at)).toList();
        var blocks = new ArrayList<Block>();
        var current = new ArrayList<Register>();
        int end = 0;
        for (Register register : sorted) {
            boolean joins = !current.isEmpty()
                    && register.at() - end <= maxGap
                    && Math.max(end, register.end()) - current.get(0).at() <= maxLength;
            if (!joins && !current.isEmpty()) {
                blocks.add(new Block(current));
                current.clear();
                end = 0;
            }
            current.add(register);
            end = Math.max(end, register.end());
        }
        if (!current.isEmpty()) {
            blocks.add(new Block(current));
        }
        return List.copyOf(blocks);
    }
}

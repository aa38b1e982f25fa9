package vn.trangtien.gateway.rules;

import java.util.OptionalDouble;

/**
 * What a rule came to.
 *
 * @param value that decided; empty when values stayed away
 */
record Change(Kind kind, OptionalDouble value) {

    enum Kind {
        RAISED,
        CLEARED,
        /** The first value after a start shows that the rule does not hold: outputs are put where they belong, no event. */
        SETTLED
    }

    static Change of(Kind kind, double value) {
        return new Change(kind, OptionalDouble.of(value));
    }
}

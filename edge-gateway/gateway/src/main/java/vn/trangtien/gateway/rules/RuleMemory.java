package vn.trangtien.gateway.rules;

import java.util.Set;

/** Which rules held before a restart, so that none is told twice and none is forgotten. */
public interface RuleMemory {

    /** Names of the rules that held last. */
    Set<String> held();

    /** Keeps the names; never throws: a rule works without a memory too. */
    void remember(Set<String> held);

    /** Forgets with the process. */
    RuleMemory NONE = new RuleMemory() {
        @Override
        public Set<String> held() {
            return Set.of();
        }

        @Override
        public void remember(Set<String> held) {
            // nothing is kept
        }
    };
}

package vn.trangtien.platform.organisation.people;

import java.util.List;
import vn.trangtien.platform.text.Sentence;

/** Whether somebody may sign. */
public sealed interface SigningVerdict {

    /** At least one right; the first is the plainest. */
    record May(List<SigningRight> rights) implements SigningVerdict {
        public May {
            rights = List.copyOf(rights);
        }
    }

    /** Why not, one sentence for each thing that stands in the way. */
    record MayNot(List<Sentence> reasons) implements SigningVerdict {
        public MayNot {
            reasons = List.copyOf(reasons);
        }
    }
}

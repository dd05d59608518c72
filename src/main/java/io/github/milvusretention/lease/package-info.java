/** Leases: who may run a policy, or be the only daemon, and until when. */
@NullMarked
package io.github.milvusretention.lease;

import org.jspecify.annotations.NullMarked;

/** Who may act for a policy, or be the one daemon, and for how long. */
@NullMarked
package io.github.milvusretention.lease;

import org.jspecify.annotations.NullMarked;

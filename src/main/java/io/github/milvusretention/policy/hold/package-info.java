/** What must stay whatever the rules say: holds, and which of them a policy meets. Pure values. */
@NullMarked
package io.github.milvusretention.policy.hold;

import org.jspecify.annotations.NullMarked;

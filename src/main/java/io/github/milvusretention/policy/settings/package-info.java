/** The values of a policy, as the rules file gives them. */
@NullMarked
package io.github.milvusretention.policy.settings;

import org.jspecify.annotations.NullMarked;

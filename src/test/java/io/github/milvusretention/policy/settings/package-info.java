@NullMarked
package io.github.milvusretention.policy.settings;

import org.jspecify.annotations.NullMarked;

@NullMarked
package io.github.milvusretention.console.access.oidc;

import org.jspecify.annotations.NullMarked;

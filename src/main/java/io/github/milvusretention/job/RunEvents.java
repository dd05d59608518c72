package io.github.milvusretention.job;

import io.github.milvusretention.run.RunParameters;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.aopalliance.intercept.MethodInterceptor;
import org.aopalliance.intercept.MethodInvocation;
import org.jspecify.annotations.Nullable;
import org.springframework.aop.framework.ProxyFactory;
import org.springframework.batch.core.job.JobExecution;
import org.springframework.batch.core.listener.JobExecutionListener;
import org.springframework.batch.core.repository.JobRepository;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Publishes {@link RunStarted}, and {@link RunRecorded} within the transaction that records it. The
 * job writes its end twice, before and after the listeners that say what it means; the second time
 * counts.
 */
class RunEvents implements JobExecutionListener {
  private final Set<Long> running = ConcurrentHashMap.newKeySet();
  private final ObjectProvider<History> history;
  private final ApplicationEventPublisher events;

  /**
   * @param history made from the repository that this wraps, so asked for only when a run ends
   */
  RunEvents(ObjectProvider<History> history, ApplicationEventPublisher events) {
    this.history = history;
    this.events = events;
  }

  @Override
  public void beforeJob(JobExecution execution) {
    running.add(execution.getId());
    events.publishEvent(
        new RunStarted(RunParameters.of(execution.getJobParameters()).run()));
  }

  @Override
  public void afterJob(JobExecution execution) {
    running.remove(execution.getId());
  }

  /** The same repository, which publishes the end of a run as part of recording it. */
  JobRepository publishing(JobRepository repository, PlatformTransactionManager transactions) {
    TransactionTemplate transaction = new TransactionTemplate(transactions);
    ProxyFactory proxy = new ProxyFactory(repository);
    proxy.addAdvice(
        (MethodInterceptor)
            call -> {
              JobExecution ended = ended(call);
              if (ended == null) {
                return call.proceed();
              }
              transaction.executeWithoutResult(
                  status -> {
                    repository.update(ended);
                    events.publishEvent(new RunRecorded(history.getObject().report(ended)));
                  });
              return null;
            });
    return (JobRepository) proxy.getProxy();
  }

  /** The execution whose end is recorded by this call, and known by now; otherwise null. */
  private @Nullable JobExecution ended(MethodInvocation call) {
    return call.getMethod().getName().equals("update")
            && call.getArguments()[0] instanceof JobExecution execution
            && execution.getEndTime() != null
            && !running.contains(execution.getId())
        ? execution
        : null;
  }
}

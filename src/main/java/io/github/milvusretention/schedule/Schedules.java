package io.github.milvusretention.schedule;

import io.github.milvusretention.policy.Policy;
import io.github.milvusretention.rules.Rules;
import io.github.milvusretention.schedule.quartz.QuartzZone;
import org.quartz.CronScheduleBuilder;
import org.quartz.CronTrigger;
import org.quartz.JobBuilder;
import org.quartz.JobDetail;
import org.quartz.JobKey;
import org.quartz.Scheduler;
import org.quartz.SchedulerException;
import org.quartz.Trigger;
import org.quartz.TriggerBuilder;
import org.quartz.TriggerKey;
import org.quartz.impl.matchers.GroupMatcher;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Synchronises the triggers of Quartz with the rules: adds, reschedules and removes them. An
 * unchanged trigger is not touched, because overwriting it would lose a firing that was missed
 * while no daemon ran.
 */
final class Schedules {
  static final String GROUP = "policies";
  private static final Logger log = LoggerFactory.getLogger(Schedules.class);

  private final Scheduler scheduler;
  private final Rules rules;

  Schedules(Scheduler scheduler, Rules rules) {
    this.scheduler = scheduler;
    this.rules = rules;
  }

  static TriggerKey key(Policy policy) {
    return new TriggerKey(policy.name(), GROUP);
  }

  void reconcile() throws SchedulerException {
    for (JobKey job : scheduler.getJobKeys(GroupMatcher.jobGroupEquals(GROUP))) {
      Policy policy = rules.policies().get(job.getName());
      if (policy == null || policy.timetable().schedule() == null) {
        scheduler.deleteJob(job);
        log.info("policy {} no longer has a schedule", job.getName());
      }
    }
    for (Policy policy : rules.policies().values()) {
      if (policy.timetable().schedule() != null) {
        schedule(policy, policy.timetable().schedule());
      }
    }
  }

  private void schedule(Policy policy, String cron) throws SchedulerException {
    Trigger wanted = trigger(policy, cron);
    Trigger present = scheduler.getTrigger(wanted.getKey());
    if (present == null) {
      scheduler.scheduleJob(job(policy), wanted);
      log.info("policy {} is scheduled: {} {}", policy.name(), cron, policy.zone());
    } else if (!same(present, policy, cron)) {
      scheduler.rescheduleJob(wanted.getKey(), wanted);
      log.info("policy {} is rescheduled: {} {}", policy.name(), cron, policy.zone());
    } else if (scheduler.getTriggerState(wanted.getKey()) == Trigger.TriggerState.ERROR) {
      // Quartz sets this state when it cannot create the job, and never resets it.
      scheduler.resetTriggerFromErrorState(wanted.getKey());
      log.info("the trigger of policy {} was in error and has been reset", policy.name());
    } else {
      log.info("policy {} stays scheduled: {} {}", policy.name(), cron, policy.zone());
    }
  }

  private static JobDetail job(Policy policy) {
    return JobBuilder.newJob(PolicyJob.class)
        .withIdentity(policy.name(), GROUP)
        // If the node dies during a run, the firing is repeated and continues that run.
        .requestRecovery(true)
        .build();
  }

  private static Trigger trigger(Policy policy, String cron) {
    return TriggerBuilder.newTrigger()
        .withIdentity(key(policy))
        .forJob(policy.name(), GROUP)
        .withSchedule(
            CronScheduleBuilder.cronSchedule(cron)
                .inTimeZone(QuartzZone.of(policy.zone()))
                // One firing is enough, however many were missed.
                .withMisfireHandlingInstructionFireAndProceed())
        .build();
  }

  private static boolean same(Trigger present, Policy policy, String cron) {
    return present instanceof CronTrigger trigger
        // Quartz stores the expression in upper case.
        && trigger.getCronExpression().equalsIgnoreCase(cron)
        && QuartzZone.same(trigger.getTimeZone(), policy.zone())
        && trigger.getMisfireInstruction() == CronTrigger.MISFIRE_INSTRUCTION_FIRE_ONCE_NOW;
  }
}

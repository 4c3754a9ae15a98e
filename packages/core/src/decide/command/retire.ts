/** Retire, Leave: service in the agency ends; the person is no longer active from that day on. */
import type { LocalDate } from '../date/LocalDate.js'
import type { DataOf } from '../fact/Fact.js'
import { type Context, claim, type Decision, type FactRule, type State } from './Context.js'
import { base, decideBy, noted } from './draft.js'
import { mayLeave } from './service.js'

export interface Retire {
  readonly type: 'Retire'
  readonly on: LocalDate
  readonly data: DataOf<'Retired'>
}

export interface Leave {
  readonly type: 'Leave'
  readonly on: LocalDate
  readonly data: DataOf<'Left'>
}

export const RETIRED_RULES: ReadonlyArray<FactRule<'Retired'>> = mayLeave()
export const LEFT_RULES: ReadonlyArray<FactRule<'Left'>> = mayLeave()

export const retire = (context: Context, command: Retire, state: State): Decision =>
  decideBy(RETIRED_RULES, claim(context, state, command.on, command.data), () => ({
    ...base(context, command.on),
    type: 'Retired',
    data: command.data,
    personal: null,
    ground: noted(context),
  }))

export const leave = (context: Context, command: Leave, state: State): Decision =>
  decideBy(LEFT_RULES, claim(context, state, command.on, command.data), () => ({
    ...base(context, command.on),
    type: 'Left',
    data: command.data,
    personal: null,
    ground: noted(context),
  }))

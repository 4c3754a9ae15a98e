/** An actor who was identified: by the id of an account, beside the code that every event bears. */
import * as t from 'io-ts'

export interface AccountIdBrand {
  readonly AccountId: unique symbol
}
/** Id of an account of the deployment: a code, never a name and never an employee number. */
export type AccountId = t.Branded<string, AccountIdBrand>
export const AccountId: t.BrandC<t.StringC, AccountIdBrand> = t.brand(
  t.string,
  (s): s is AccountId => /^[a-z0-9][a-z0-9._-]{0,63}$/.test(s) && !/[0-9]{18}/.test(s),
  'AccountId',
)

/** How an actor was identified: by the user of the machine, by a password here, by an OpenID provider, by a program. */
export const Identification = t.keyof({ os: null, local: null, oidc: null, program: null })
export type Identification = t.TypeOf<typeof Identification>

/** Whose account acted, and how that is known. */
export const Account = t.readonly(t.strict({ id: AccountId, identifiedBy: Identification }), 'Account')
export type Account = t.TypeOf<typeof Account>

#compdef experiments @NAME@
# Completion of experiments for zsh. Made by: experiments completion zsh
_experiments() {
  local program=@PROGRAM@ launcher=@LAUNCHER@
  # Other projects have one of this name too.
  if [[ ${words[1]:t} == ${launcher:t} && ! ${~words[1]} -ef $launcher ]]; then
    _files
    return
  fi

  local text detail
  local -a closed open
  while IFS=$'\t' read -r text detail; do
    if [[ $text == *= ]]; then
      open+=("${text//:/\\:}:$detail")
    else
      closed+=("${text//:/\\:}:$detail")
    fi
  done < <(dotnet $program suggest -- "${(@Q)words[2,CURRENT]}" 2>/dev/null)
  if (( ! $#closed && ! $#open )); then
    _files
    return
  fi

  _describe 'suggestion' closed -- open -S ''
}
if [[ ${funcstack[1]} == _experiments ]]; then
  _experiments "$@"
else
  compdef _experiments experiments @NAME@
fi
